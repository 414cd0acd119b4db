using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>Writes each record as a line of JSON, as the item that a request to Argilla would hold; or, for a dry run, nowhere.</summary>
internal sealed class JsonLinesTarget : IReplayTarget
{
    private readonly ExporterMetrics _metrics;
    private readonly RecordFitter _fitter;
    private readonly PooledBuffer _line = new();
    private readonly Stream? _output;

    /// <param name="options">The mappings.</param>
    /// <param name="metrics">Counts the records.</param>
    /// <param name="output">Where the lines go, or null for a dry run; belongs to the target from now on.</param>
    /// <param name="note">Says what does not fit.</param>
    public JsonLinesTarget(ArgillaExporterOptions options, ExporterMetrics metrics, Stream? output, Action<string> note)
    {
        _metrics = metrics;
        _output = output;
        var schema = AssumedSchema(options);
        var said = new HashSet<string>(StringComparer.Ordinal);
        _fitter = new RecordFitter(schema, new FieldPlan(schema, options.FieldMapping), options, alwaysSendsConversation: false, text =>
        {
            if (said.Add(text))
            {
                note(text);
            }
        });
    }

    public string? Trouble { get; private set; }

    public void Enqueue(RecordDocument record)
    {
        if (Trouble is not null)
        {
            _metrics.RecordsDropped("not_written", 1);
            record.Release();
            return;
        }

        try
        {
            _line.Clear();
            _fitter.Write(record, _line);
            _line.Append("\n"u8);
            _output?.Write(_line.Written);
            _metrics.RecordsExported(1);
        }
        catch (IOException exception)
        {
            Trouble = $"the output cannot be written: {exception.Message}";
            _metrics.RecordsDropped("not_written", 1);
        }

        record.Release();
    }

    public bool Finish(Action<int> waiting)
    {
        try
        {
            _output?.Flush();
        }
        catch (IOException exception)
        {
            Trouble ??= $"the output cannot be written: {exception.Message}";
        }

        return Trouble is null;
    }

    public bool Flush(int timeoutMilliseconds) => Trouble is null;

    public bool Shutdown(int timeoutMilliseconds) => Trouble is null;

    public void Dispose() => _output?.Dispose();

    /// <summary>
    /// The dataset that would be made, with the names that the options map to. What Argilla calls its questions is not known here, so a suggestion has the
    /// question's name where the id will be.
    /// </summary>
    private static DatasetSchema AssumedSchema(ArgillaExporterOptions options)
    {
        var template = DatasetTemplate.With(options.FieldMapping);
        return new DatasetSchema(
            template.Fields,
            [.. template.Questions.Select(static question => new DatasetQuestion(
                question.Name, question.Name, question.Title, question.Type, question.Required, question.Options))],
            template.Properties,
            allowsExtraMetadata: true);
    }
}
