using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Files;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Otlp.Json;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Reads files and tells of each trace what became of it and why.</summary>
internal sealed class ExplainRun
{
    /// <summary>Up to here all traces are kept, so that those which belong together without sharing an id are seen together.</summary>
    private const long SmallInput = 64 * 1024 * 1024;

    private static readonly TraceBufferOptions Limits = new() { MaxSpans = 500_000, MaxBytes = 512L * 1024 * 1024 };

    private readonly ArgillaExporterOptions _options;
    private readonly ExplainSettings _settings;
    private readonly CommandIo _io;

    public ExplainRun(ArgillaExporterOptions options, ExplainSettings settings, CommandIo io)
    {
        _options = options;
        _settings = settings;
        _io = io;
    }

    /// <summary>Runs it; the exit code.</summary>
    /// <exception cref="CommandException">Nothing was done.</exception>
    public int Run(CancellationToken cancellation)
    {
        var problems = new List<string>();
        var files = InputFiles.List(_settings.Paths, problems);
        foreach (var problem in problems)
        {
            _io.Error.WriteLine($"error: {SafeText.Line(problem)}");
        }

        if (files.Count == 0)
        {
            return ExitCodes.Usage;
        }

        var others = new OtherSpans();
        using var explainer = new TraceExplainer(
            new PairOptions { IncludeInsideTools = _options.IncludeInsideTools, OneRecordPerTrace = _options.OneRecordPerTrace }, others);
        var accepts = _settings.TraceId is { } id && files.Sum(static file => file.Length) > SmallInput ? trace => IsNamed(trace, id) : (Func<TraceId, bool>?)null;
        var store = new TraceStore(Limits, int.MaxValue, TimeProvider.System, explainer, accepts);
        var intake = new ExportIntake((batch, request, format) => Take(batch, request.Span, format, store, others, accepts));
        var reader = new InputReader(_io.OpenInput, _ => cancellation.ThrowIfCancellationRequested());
        var (isWhole, exports) = (problems.Count == 0, 0L);
        foreach (var file in files)
        {
            var report = reader.Read(file, intake);
            isWhole &= report.Error is null;
            exports += report.Exports;
            FileWarnings.Say(report, _io.Error.WriteLine);
        }

        store.CompleteAll();
        if (store.CompletedEarly > 0)
        {
            _io.Error.WriteLine("warning: there is more than fits into memory, so some traces may not show whole: name one with --trace.");
        }

        // Where nothing could be read there is nothing to say of spans.
        return exports > 0 && Write(explainer) && isWhole ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static void Take(OtlpBatch batch, ReadOnlySpan<byte> request, OtlpFormat format, TraceStore store, OtherSpans others, Func<TraceId, bool>? accepts)
    {
        foreach (var link in batch.Links)
        {
            if (accepts is null || accepts(link.TraceId))
            {
                var name = request.Slice(link.NameStart, link.NameLength);
                others.Add(link, format == OtlpFormat.Json ? JsonNames.Get(name) : NameTable.Get(name));
            }
        }

        store.Add(batch);
    }

    private bool Write(TraceExplainer explainer)
    {
        var found = 0;
        var (text, json) = (new TextReport(_io.Out, _settings.IsFull ? int.MaxValue : _settings.PreviewLength, _io.UsesColour), new JsonReport(_io.Out));
        foreach (var trace in explainer.Traces)
        {
            if (_settings.TraceId is { } id && !trace.TraceIds.Any(trace => trace.StartsWith(id, StringComparison.Ordinal)))
            {
                continue;
            }

            found++;
            if (_settings.IsJson)
            {
                json.Write(trace);
            }
            else
            {
                text.Write(trace);
            }
        }

        if (found == 0)
        {
            _io.Error.WriteLine(_settings.TraceId is { } named
                ? $"error: no GenAI span of a trace {named} is there."
                : "There is no GenAI span: nothing carries an attribute of any dialect that is known.");
        }

        return found > 0 || _settings.TraceId is null;
    }

    private static bool IsNamed(TraceId trace, string id) => trace.ToString().StartsWith(id, StringComparison.Ordinal);
}
