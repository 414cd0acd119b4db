using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Knows the dataset, once it is found or made; says what stands in the way, and what does not fit, once each.</summary>
internal sealed class DestinationSource : IDisposable
{
    /// <summary>Against texts that differ every time, as from a hook that makes names up.</summary>
    private const int MaxNotes = 100;

    private readonly ArgillaExporterOptions _options;
    private readonly DatasetProvisioner _provisioner;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private Destination? _current;

    public DestinationSource(ArgillaApi api, ArgillaExporterOptions options)
    {
        _options = options;
        _provisioner = new DatasetProvisioner(api, options);
    }

    /// <summary>What stands in the way, said.</summary>
    public TroubleLog Troubles { get; } = new();

    /// <summary>The destination; the error is null when something was found that only the user can change.</summary>
    /// <exception cref="ArgillaException">There is none yet.</exception>
    public async Task<Destination> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } known)
        {
            return known;
        }

        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is null)
            {
                var dataset = await _provisioner.ProvideAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _current, Fit(dataset));
                ArgillaEventSource.Log.DatasetReady(dataset.Name, dataset.Id);
            }

            return _current!;
        }
        catch (ArgillaException exception)
        {
            Troubles.Say(exception.Message);
            throw;
        }
        finally
        {
            _ = _oneAtATime.Release();
        }
    }

    /// <summary>The dataset, or the right to it, may have changed: look again before the next request.</summary>
    public void Forget() => Volatile.Write(ref _current, null);

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Which of our fields goes where in the dataset.</summary>
    /// <exception cref="ArgillaException">It takes none of them, or requires one that there is nothing for.</exception>
    public static FieldPlan Plan(ReadyDataset dataset, ArgillaExporterOptions options)
    {
        var plan = new FieldPlan(dataset.Schema, options.FieldMapping);
        if (!plan.HasText && plan.Conversation is null)
        {
            throw new ArgillaException(Advice.NoFields(dataset.Name));
        }

        return plan.Unfilled.Count == 0 ? plan : throw new ArgillaException(Advice.RequiredFields(dataset.Name, plan.Unfilled));
    }

    /// <summary>What a user should know of the dataset: what it does not take, and what is dangerous.</summary>
    public static IEnumerable<string> Notes(ReadyDataset dataset, FieldPlan plan, ArgillaExporterOptions options)
    {
        if (plan.Missing.Count > 0)
        {
            yield return $"The dataset {dataset.Name} has no field for: {string.Join(", ", plan.Missing)}. Its records go without; map its fields with FieldMapping if it has them under other names.";
        }

        if (!dataset.Schema.AllowsExtraMetadata)
        {
            var taken = dataset.Schema.Properties.Select(static property => property.Name).ToArray();
            yield return $"The dataset {dataset.Name} takes no undeclared metadata, so only this is sent: " +
                $"{(taken.Length == 0 ? "none" : string.Join(", ", taken))}. Set its allow_extra_metadata to true, or add metadata properties, for more.";
        }

        if (plan.PlainTexts.Any() && !options.EscapeHtml)
        {
            yield return $"Fields of the dataset {dataset.Name} are not markdown: {string.Join(", ", plan.PlainTexts.Select(static plain => plain.Name))}. " +
                "Argilla's page runs the HTML in them, scripts included, in the reviewer's session, and the text comes from a model. " +
                "Set use_markdown to true in the dataset's settings, or set EscapeHtml to true.";
        }

        if (dataset.ServerVersion < ServerVersion.UpdatesFields)
        {
            yield return $"The Argilla server is version {dataset.ServerVersion}; before {ServerVersion.UpdatesFields} it never changes the fields of a record that it has, so spans that come late do not show.";
        }
    }

    private Destination Fit(ReadyDataset dataset)
    {
        var plan = Plan(dataset, _options);
        foreach (var note in Notes(dataset, plan, _options))
        {
            Note(note);
        }

        return new Destination(
            dataset,
            new RecordFitter(dataset.Schema, plan, _options, dataset.ServerVersion < ServerVersion.TakesMissingChatFields, Note));
    }

    private void Note(string text)
    {
        bool isNew;
        lock (_said)
        {
            isNew = _said.Count < MaxNotes && _said.Add(text);
        }

        if (isNew)
        {
            ArgillaEventSource.Log.DatasetNote(text);
        }
    }
}
