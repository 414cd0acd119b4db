using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Files;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>One replay from the files to the summary.</summary>
internal sealed class ReplayRun
{
    private readonly ArgillaExporterOptions _options;
    private readonly ReplaySettings _settings;
    private readonly CommandIo _io;

    public ReplayRun(ArgillaExporterOptions options, ReplaySettings settings, CommandIo io)
    {
        _options = options;
        _settings = settings;
        _io = io;
    }

    /// <summary>Runs it; the exit code.</summary>
    /// <exception cref="CommandException">Nothing was done.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var problems = new List<string>();
        var files = InputFiles.List(_settings.Paths, problems);
        if (files.Count == 0)
        {
            throw new CommandException(ExitCodes.Usage, string.Join(Environment.NewLine, problems.Select(SafeText.Line)));
        }

        var total = files.Exists(static file => file.IsStandardInput) ? 0 : files.Sum(static file => file.Length);
        var progress = new Progress(_io, total, _settings.IsQuiet, TimeProvider.System);
        foreach (var problem in problems)
        {
            progress.Say($"error: {SafeText.Line(problem)}");
        }

        using var metrics = new ExporterMetrics();
        using var tally = new Tally(metrics.Meter);
        using var warnings = new ExporterWarnings(progress.Say);
        using var delivered = _settings.Sends ? await OpenDeliveredAsync(files, progress, cancellation).ConfigureAwait(false) : null;
        using IReplayTarget target = delivered is null
            ? new JsonLinesTarget(_options, metrics, OpenOutput(), text => progress.Say($"note: {text}"))
            : new ArgillaTarget(_options, metrics, delivered, _settings.Patience, cancellation);
        var totals = new InputTotals();
        var isWhole = Read(files, totals, target, metrics, progress, cancellation);
        var isDelivered = target.Finish(progress.Waiting);
        progress.End();

        var isComplete = isWhole && isDelivered && !cancellation.IsCancellationRequested;
        if (isComplete)
        {
            delivered?.Forget();
        }

        ReplaySummary.Write(
            _settings.Output == InputFile.StandardInput ? _io.Error : _io.Out, totals, tally, _settings, warnings.Hints,
            cancellation.IsCancellationRequested ? "interrupted" : target.Trouble);
        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted
            : isComplete && problems.Count == 0 && totals.UnreadableFiles == 0 && tally.RecordsOf("rejected") + tally.RecordsOf("dropped") == 0 ? ExitCodes.Done
            : ExitCodes.Incomplete;
    }

    /// <summary>Reads all files; false when it was ended before.</summary>
    private bool Read(List<InputFile> files, InputTotals totals, IReplayTarget target, ExporterMetrics metrics, Progress progress, CancellationToken cancellation)
    {
        var gate = new SpanGate(_options, metrics, TimeProvider.System);
        var store = new TraceStore(ReplayLimits.Buffer, ReplayLimits.MaxLinks, TimeProvider.System, new RecordMaker(new PipelineParts
        {
            Evaluator = new PairEvaluator(new PairOptions { IncludeInsideTools = _options.IncludeInsideTools, OneRecordPerTrace = _options.OneRecordPerTrace }),
            Write = new RecordWriter(_options.EvaluationMapping).Write,
            Delivery = target,
            Metrics = metrics,
            TimeProvider = TimeProvider.System,
        }), gate.IsSampled);
        using var spill = OpenSpill(files, store, progress);
        ITraceIntake traces = spill is null ? store : spill;
        var intake = new ExportIntake((batch, _, _) =>
        {
            totals.Add(batch);
            traces.Add(batch);
        });
        var reader = new InputReader(_io.OpenInput, bytes =>
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Add(bytes);
        });
        try
        {
            foreach (var file in files)
            {
                if (target.Trouble is not null)
                {
                    return false;
                }

                var report = reader.Read(file, intake);
                totals.Add(report);
                FileWarnings.Say(report, progress.Say);
            }

            traces.CompleteAll();
            for (var i = 0; i < store.LeftOut; i++)
            {
                metrics.SpanSkipped(ExporterMetrics.Sampling);
            }

            if (store.CompletedEarly > 0)
            {
                progress.Say(FormattableString.Invariant($"warning: {store.CompletedEarly:N0} traces were too large to be held whole, and were evaluated in parts"));
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (SpillException exception)
        {
            throw new CommandException(ExitCodes.Incomplete, $"Temporary files cannot be written ({exception.Message}): name a directory with more room with --temp.");
        }
    }

    /// <summary>Null when the input is small. Of what comes through a pipe nobody knows.</summary>
    private SpilledTraces? OpenSpill(List<InputFile> files, TraceStore store, Progress progress)
    {
        var isKnown = files.TrueForAll(static file => file.Length > 0);
        var size = files.Sum(static file => file.Length * (Compression.IsCompressed(file.Path) ? ReplayLimits.CompressionRatio : 1));
        if (isKnown && size <= _settings.SmallInput)
        {
            return null;
        }

        var parts = isKnown ? (int)Math.Clamp(size / ReplayLimits.PartOfInput, 16, ReplayLimits.MaxParts) : 64;
        try
        {
            return new SpilledTraces(store, _settings.TemporaryDirectory, parts, progress.Evaluating);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.Usage, $"Temporary files cannot be made in '{SafeText.Line(_settings.TemporaryDirectory)}' ({exception.Message}): name a directory with --temp.");
        }
    }

    /// <summary>Finds the dataset, or makes it, so that what stands in the way is said before anything is read.</summary>
    private async Task<DeliveredRecords> OpenDeliveredAsync(List<InputFile> files, Progress progress, CancellationToken cancellation)
    {
        try
        {
            using var api = new ArgillaApi(new ArgillaHttp(_options, TimeProvider.System));
            var dataset = await new DatasetProvisioner(api, _options).ProvideAsync(cancellation).ConfigureAwait(false);
            var delivered = DeliveredRecords.Open(
                _settings.StateDirectory, files.Select(static file => file.IsStandardInput ? file.Path : Path.GetFullPath(file.Path)), dataset.Id, TimeProvider.System);
            if (delivered.Count > 0 && _settings.FromStart)
            {
                delivered.Forget();
                delivered.Dispose();
                return await OpenDeliveredAsync(files, progress, cancellation).ConfigureAwait(false);
            }

            if (delivered.Count > 0)
            {
                progress.Say(FormattableString.Invariant($"A replay of the same files was interrupted after {delivered.Count:N0} records: going on from there."));
            }

            return delivered;
        }
        catch (ArgillaException exception)
        {
            throw new CommandException(ExitCodes.Argilla, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.Usage, $"The state of the replay cannot be kept in '{SafeText.Line(_settings.StateDirectory)}' ({exception.Message}). Is the same replay running? Else name another directory with --state.");
        }
    }

    private Stream? OpenOutput()
    {
        try
        {
            return _settings.IsDryRun || _settings.Output is not { } path ? null
                : path == InputFile.StandardInput ? _io.OpenOutput()
                : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCodes.Usage, $"The output '{SafeText.Line(_settings.Output!)}' cannot be written: {exception.Message}");
        }
    }
}
