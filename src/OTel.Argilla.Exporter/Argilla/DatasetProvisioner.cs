using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>
/// Finds the dataset, or makes it. Several processes may do so at once: whoever loses a race gets 409 or, more often, 500, and looks again by
/// name. There is no transaction, so a crash leaves a draft, which the next one completes.
/// </summary>
internal sealed class DatasetProvisioner
{
    private readonly ArgillaApi _api;
    private readonly ArgillaExporterOptions _options;
    private readonly DatasetSchema _template;

    public DatasetProvisioner(ArgillaApi api, ArgillaExporterOptions options)
    {
        _api = api;
        _options = options;
        _template = DatasetTemplate.With(options.FieldMapping);
    }

    /// <exception cref="ArgillaException">Something is missing or does not answer; the message says what to change.</exception>
    public async Task<ReadyDataset> ProvideAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgillaException exception) when (!exception.IsAdvice)
        {
            throw new ArgillaException(
                exception.Error!.Kind is ArgillaErrorKind.NotFound or ArgillaErrorKind.Conflict
                    ? Advice.DatasetInChange(_options.Dataset)
                    : Advice.NoServer(_api.BaseAddress, exception.Error!),
                exception.Error);
        }
    }

    private async Task<ReadyDataset> FindAsync(CancellationToken cancellationToken)
    {
        var version = await CheckServerAsync(cancellationToken).ConfigureAwait(false);
        await CheckKeyAsync(cancellationToken).ConfigureAwait(false);
        var workspace = await ChooseWorkspaceAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var dataset = await FindOrCreateAsync(workspace, cancellationToken).ConfigureAwait(false);
            if (dataset.Status != "ready")
            {
                await CompleteAsync(dataset, version, cancellationToken).ConfigureAwait(false);
            }

            return await DescribeAsync(dataset, version, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgillaException exception) when (exception.Error?.Kind == ArgillaErrorKind.Forbidden && !exception.IsAdvice)
        {
            throw new ArgillaException(Advice.ForbiddenWorkspace(workspace.Name), exception.Error);
        }
    }

    /// <summary>The server's version.</summary>
    /// <exception cref="ArgillaException">There is no Argilla, or it is too old.</exception>
    public async Task<Version> CheckServerAsync(CancellationToken cancellationToken)
    {
        string? text;
        try
        {
            text = await _api.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgillaException exception)
        {
            throw new ArgillaException(Advice.NoServer(_api.BaseAddress, exception.Error!), exception.Error);
        }

        return ServerVersion.Parse(text) is { } version && version >= ServerVersion.Oldest
            ? version
            : throw new ArgillaException(Advice.OldServer(text));
    }

    /// <summary>Whom the key belongs to.</summary>
    /// <exception cref="ArgillaException">The key is unknown, or may write nothing.</exception>
    public async Task<UserModel> CheckKeyAsync(CancellationToken cancellationToken)
    {
        UserModel me;
        try
        {
            me = await _api.GetMeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArgillaException exception) when (exception.Error?.Kind == ArgillaErrorKind.Unauthorized)
        {
            throw new ArgillaException(Advice.BadKey(_api.BaseAddress, !string.IsNullOrWhiteSpace(_options.ApiKey)), exception.Error);
        }

        if (me.Role == "annotator")
        {
            throw new ArgillaException(Advice.AnnotatorKey(me.Username));
        }

        return me;
    }

    /// <summary>The configured workspace, or the only one.</summary>
    /// <exception cref="ArgillaException">There is none, or there are several to choose from.</exception>
    public async Task<WorkspaceModel> ChooseWorkspaceAsync(CancellationToken cancellationToken)
    {
        var workspaces = await _api.GetWorkspacesAsync(cancellationToken).ConfigureAwait(false);
        var names = workspaces.Select(static workspace => workspace.Name).ToArray();
        if (!string.IsNullOrEmpty(_options.Workspace))
        {
            return workspaces.FirstOrDefault(workspace => workspace.Name == _options.Workspace)
                ?? throw new ArgillaException(Advice.UnknownWorkspace(_options.Workspace!, names));
        }

        return workspaces.Count switch
        {
            1 => workspaces[0],
            0 => throw new ArgillaException(Advice.NoWorkspaces()),
            _ => throw new ArgillaException(Advice.NoWorkspaceChosen(names)),
        };
    }

    private async Task<DatasetModel> FindOrCreateAsync(WorkspaceModel workspace, CancellationToken cancellationToken)
    {
        if (await _api.FindDatasetAsync(_options.Dataset, workspace.Id, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return existing;
        }

        if (!_options.CreateDataset)
        {
            throw new ArgillaException(Advice.MissingDataset(_options.Dataset, workspace.Name));
        }

        try
        {
            var request = new DatasetModel(null, _options.Dataset, workspace.Id, AllowExtraMetadata: true, Guidelines: DatasetTemplate.Guidelines);
            return await _api.CreateDatasetAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgillaException exception) when (IsLostRace(exception))
        {
            return await _api.FindDatasetAsync(_options.Dataset, workspace.Id, cancellationToken).ConfigureAwait(false) ?? throw new ArgillaException(exception.Error!);
        }
    }

    /// <summary>Adds what a draft lacks of the template and publishes it. A draft of somebody else's making is left alone.</summary>
    private async Task CompleteAsync(DatasetModel dataset, Version version, CancellationToken cancellationToken)
    {
        var id = dataset.Id!;
        var draft = await ReadDraftAsync(dataset, cancellationToken).ConfigureAwait(false);
        if (!draft.IsOfTemplate || !_options.CreateDataset)
        {
            throw new ArgillaException(Advice.DraftDataset(dataset.Name));
        }

        foreach (var field in _template.Fields)
        {
            var known = field.Type != DatasetField.Chat || version >= ServerVersion.KnowsChatFields;
            if (known && !draft.Fields.Contains(field.Name))
            {
                await TolerantAsync(_api.CreateFieldAsync(id, field.ToModel(), cancellationToken)).ConfigureAwait(false);
            }
        }

        foreach (var question in _template.Questions.Where(question => !draft.Questions.Contains(question.Name)))
        {
            await TolerantAsync(_api.CreateQuestionAsync(id, question.ToModel(), cancellationToken)).ConfigureAwait(false);
        }

        foreach (var property in _template.Properties.Where(property => !draft.Properties.Contains(property.Name)))
        {
            await TolerantAsync(_api.CreatePropertyAsync(id, property.ToModel(), cancellationToken)).ConfigureAwait(false);
        }

        await TolerantAsync(_api.PublishAsync(id, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>What a draft has, and whether it is one of the template that was not finished.</summary>
    public async Task<DraftParts> ReadDraftAsync(DatasetModel dataset, CancellationToken cancellationToken)
    {
        var id = dataset.Id!;
        var fields = await _api.GetFieldsAsync(id, cancellationToken).ConfigureAwait(false);
        var questions = await _api.GetQuestionsAsync(id, cancellationToken).ConfigureAwait(false);
        var properties = await _api.GetPropertiesAsync(id, cancellationToken).ConfigureAwait(false);
        return new DraftParts(_template, fields.Select(static field => field.Name), questions.Select(static question => question.Name), properties.Select(static property => property.Name));
    }

    /// <summary>Reads the schema after a look whether the dataset is whole: a publish that failed half-way leaves it ready without a search index.</summary>
    public async Task<ReadyDataset> DescribeAsync(DatasetModel found, Version version, CancellationToken cancellationToken)
    {
        var dataset = await _api.FindDatasetAsync(found.Name, found.WorkspaceId!, cancellationToken).ConfigureAwait(false);
        if (dataset?.Status != "ready")
        {
            throw new ArgillaException(new ArgillaError(ArgillaErrorKind.Conflict) { Text = "the dataset is being made or deleted" });
        }

        if (await _api.ProbeAsync(dataset.Id!, cancellationToken).ConfigureAwait(false) is { } error)
        {
            throw error.Kind == ArgillaErrorKind.ServerFault
                ? new ArgillaException(Advice.BrokenIndex(dataset.Name), error)
                : new ArgillaException(error);
        }

        var fields = await _api.GetFieldsAsync(dataset.Id!, cancellationToken).ConfigureAwait(false);
        var questions = await _api.GetQuestionsAsync(dataset.Id!, cancellationToken).ConfigureAwait(false);
        var properties = await _api.GetPropertiesAsync(dataset.Id!, cancellationToken).ConfigureAwait(false);
        var schema = new DatasetSchema(
            [.. fields.Select(SchemaMapping.ToField)],
            [.. questions.Select(SchemaMapping.ToQuestion)],
            [.. properties.Select(SchemaMapping.ToProperty)],
            dataset.AllowExtraMetadata ?? true);
        return new ReadyDataset(dataset.Id!, dataset.Name, version, schema);
    }

    /// <summary>Passes over what somebody else may just have done; what really is missing shows in the next look at the dataset.</summary>
    private static async Task TolerantAsync(Task step)
    {
        try
        {
            await step.ConfigureAwait(false);
        }
        catch (ArgillaException exception) when (IsLostRace(exception) || exception.Error?.Kind == ArgillaErrorKind.Invalid)
        {
            // 409, 500, or 422 for a dataset that another process has published meanwhile.
        }
    }

    private static bool IsLostRace(ArgillaException exception) =>
        exception.Error?.Kind is ArgillaErrorKind.Conflict or ArgillaErrorKind.ServerFault;
}
