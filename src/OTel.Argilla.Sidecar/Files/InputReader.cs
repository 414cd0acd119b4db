namespace OTel.Argilla.Sidecar.Files;

/// <summary>Reads input files one after the other. What is wrong with one costs no other.</summary>
internal sealed class InputReader
{
    private readonly Func<Stream> _openStandardInput;
    private readonly Action<int> _read;

    /// <param name="openStandardInput">Opens what <c>-</c> stands for.</param>
    /// <param name="read">Told of each piece that was read, in bytes; may throw <see cref="OperationCanceledException"/> to end it.</param>
    public InputReader(Func<Stream> openStandardInput, Action<int> read)
    {
        _openStandardInput = openStandardInput;
        _read = read;
    }

    /// <summary>Reads the file into the intake; the report tells what was found.</summary>
    public FileReport Read(in InputFile file, ExportIntake intake)
    {
        var report = new FileReport(file.IsStandardInput ? "standard input" : file.Path);
        intake.Open(report);
        try
        {
            using var stream = new CountingStream(Open(file), _read);
            OtlpFile.Read(stream, intake);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report.Error = exception.Message;
        }

        if (report is { Error: null, Exports: 0, DamageCount: > 0 })
        {
            report.Error = $"nothing of it can be read as OTLP: {report.Damages[0].Reason}";
        }
        else if (report is { Error: null, Exports: 0, OtherValues: > 0 })
        {
            report.Error = "it is JSON, but no OTLP: it has none of resourceSpans, resourceLogs and resourceMetrics";
        }

        return report;
    }

    private Stream Open(in InputFile file) => file.IsStandardInput
        ? _openStandardInput()
        : new FileStream(file.Path, new FileStreamOptions
        {
            // A Collector may be writing it.
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.SequentialScan,
            BufferSize = 0,
        });
}
