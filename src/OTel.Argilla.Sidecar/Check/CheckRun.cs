using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Sidecar.Check;

/// <summary>
/// Asks Argilla, step by step and without changing anything, whether records would land. The steps and their advice are those of delivery itself; the first
/// that fails ends it, since the others depend on it.
/// </summary>
internal sealed class CheckRun
{
    private readonly ServeSettings _settings;
    private readonly ArgillaExporterOptions _options;
    private readonly CheckReport _report;

    public CheckRun(ServeSettings settings, CheckReport report)
    {
        _settings = settings;
        _options = settings.Argilla;
        _report = report;
    }

    /// <summary>True when records would land.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using var api = new ArgillaApi(new ArgillaHttp(_options, TimeProvider.System));
        _report.Pass("configuration", $"server {Redaction.Endpoint(_options.ApiUrl!)}, workspace {_options.Workspace ?? "(the only one)"}, dataset {_options.Dataset}");
        var step = "server";
        try
        {
            var argilla = new DatasetProvisioner(api, _options);
            var version = await argilla.CheckServerAsync(cancellation).ConfigureAwait(false);
            _report.Pass(step, $"Argilla {version} answers");

            step = "key";
            var user = await argilla.CheckKeyAsync(cancellation).ConfigureAwait(false);
            _report.Pass(step, $"it is of {user.Username}, who is {user.Role}");

            step = "workspace";
            var workspace = await argilla.ChooseWorkspaceAsync(cancellation).ConfigureAwait(false);
            _report.Pass(step, workspace.Name);

            if (NamesDatasetsLater())
            {
                return true;
            }

            step = "dataset";
            var dataset = await api.FindDatasetAsync(_options.Dataset, workspace.Id, cancellation).ConfigureAwait(false);
            if (dataset is not { Status: "ready" })
            {
                return await CheckMissingAsync(argilla, dataset, workspace.Name, version, cancellation).ConfigureAwait(false);
            }

            var ready = await argilla.DescribeAsync(dataset, version, cancellation).ConfigureAwait(false);
            _report.Pass(step, $"{dataset.Name} is published, and its search index answers");

            step = "fields";
            CheckFields(ready);
            return true;
        }
        catch (ArgillaException exception)
        {
            _report.Fail(step, exception.IsAdvice ? exception.Message : Advice.NoServer(api.BaseAddress, exception.Error!));
            return false;
        }
    }

    /// <summary>Says which datasets have no name, or are not looked at, before a record goes to them; true when the default one is such.</summary>
    private bool NamesDatasetsLater()
    {
        var then = _options.CreateDataset ? "looked at when their first record comes, and made when they are missing" : "looked at when their first record comes, and must be there";
        if (_settings.Rules.Count > 0)
        {
            _report.Note($"The datasets of Routing:Rules are {then}.");
        }

        var isTemplate = Routing.DatasetTemplate.Read(_options.Dataset, out _) is { HasAttributes: true };
        if (isTemplate)
        {
            _report.Note($"The dataset {_options.Dataset} is a template, which serve fills: its datasets are {then}.");
        }

        return isTemplate;
    }

    private async Task<bool> CheckMissingAsync(
        DatasetProvisioner argilla, DatasetModel? dataset, string workspace, Version version, CancellationToken cancellation)
    {
        if (!_options.CreateDataset)
        {
            throw new ArgillaException(dataset is null ? Advice.MissingDataset(_options.Dataset, workspace) : Advice.DraftDataset(dataset.Name));
        }

        if (dataset is not null && !(await argilla.ReadDraftAsync(dataset, cancellation).ConfigureAwait(false)).IsOfTemplate)
        {
            throw new ArgillaException(Advice.DraftDataset(dataset.Name));
        }

        _report.Pass("dataset", dataset is null
            ? $"there is none of the name {_options.Dataset} yet: it is made before the first record"
            : $"{dataset.Name} is an unfinished one of the exporter's own: it is finished before the first record");
        CheckFields(new ReadyDataset(string.Empty, _options.Dataset, version, DatasetTemplate.With(_options.FieldMapping)));
        return true;
    }

    private void CheckFields(ReadyDataset dataset)
    {
        var plan = DestinationSource.Plan(dataset, _options);
        var fields = new[] { RecordNames.Prompt, RecordNames.Response, RecordNames.Conversation }
            .Select(ours => (Ours: ours, Target: plan.Target(ours)?.Name))
            .Where(static pair => pair.Target is not null)
            .Select(static pair => pair.Ours == pair.Target ? pair.Ours : $"{pair.Ours} → {pair.Target}");
        _report.Pass("fields", string.Join(", ", fields));
        foreach (var note in DestinationSource.Notes(dataset, plan, _options))
        {
            _report.Note(note);
        }

        foreach (var (evaluation, question) in _options.EvaluationMapping)
        {
            if (dataset.Schema.Questions.All(known => known.Name != question))
            {
                _report.Note($"EvaluationMapping sends {evaluation} to the question {question}, which the dataset {dataset.Name} has not: it goes to the metadata.");
            }
        }
    }
}
