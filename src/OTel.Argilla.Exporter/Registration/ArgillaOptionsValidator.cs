using Microsoft.Extensions.Options;
using OpenTelemetry;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>Says at start-up what is wrong with the options: the setting, what is wrong with it, and the fix. Never the key or a header's value.</summary>
internal sealed class ArgillaOptionsValidator : IValidateOptions<ArgillaExporterOptions>
{
    public ValidateOptionsResult Validate(string? name, ArgillaExporterOptions options)
    {
        var problems = FindProblems(options);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static List<string> FindProblems(ArgillaExporterOptions options)
    {
        var problems = new List<string>();
        CheckServer(options, problems);

        Range(problems, nameof(options.TimeoutMilliseconds), options.TimeoutMilliseconds, 1, int.MaxValue);
        Range(problems, nameof(options.MaxPendingSpans), options.MaxPendingSpans, 1, int.MaxValue);
        Range(problems, nameof(options.MaxPendingBytes), options.MaxPendingBytes, 1, long.MaxValue);
        Range(problems, nameof(options.MaxQueuedRecords), options.MaxQueuedRecords, 1, int.MaxValue);
        Range(problems, nameof(options.MaxQueuedBytes), options.MaxQueuedBytes, 1, long.MaxValue);
        Range(problems, nameof(options.MaxRecordsPerRequest), options.MaxRecordsPerRequest, 1, 500);
        Range(problems, nameof(options.MaxRequestBytes), options.MaxRequestBytes, 1024, int.MaxValue);
        Range(problems, nameof(options.MaxConcurrentRequests), options.MaxConcurrentRequests, 1, 16);
        Range(problems, nameof(options.MaxStorageBytes), options.MaxStorageBytes, 1, long.MaxValue);
        Positive(problems, nameof(options.MaxStorageAge), options.MaxStorageAge, allowZero: false);
        Positive(problems, nameof(options.TraceGracePeriod), options.TraceGracePeriod, allowZero: true);
        Positive(problems, nameof(options.TraceIdleTimeout), options.TraceIdleTimeout, allowZero: false);
        Positive(problems, nameof(options.TraceMaxAge), options.TraceMaxAge, allowZero: false);

        if (!(options.SamplingRatio is >= 0 and <= 1))
        {
            problems.Add("SamplingRatio must be from 0 (no trace) to 1 (every trace).");
        }

        if (options.TraceIdleTimeout < options.TraceGracePeriod || options.TraceMaxAge < options.TraceIdleTimeout)
        {
            problems.Add("TraceGracePeriod, TraceIdleTimeout and TraceMaxAge must grow in this order (default 1 second, 2 minutes, 1 hour).");
        }

        if (options.ExportProcessorType is not (ExportProcessorType.Batch or ExportProcessorType.Simple))
        {
            problems.Add($"ExportProcessorType is {(int)options.ExportProcessorType}: it must be Batch or Simple.");
        }

        foreach (var field in options.FieldMapping.Keys.Where(static key => key is not (RecordNames.Prompt or RecordNames.Response or RecordNames.Conversation)))
        {
            problems.Add($"FieldMapping has '{field}': it maps from prompt, response and conversation to the dataset's fields.");
        }

        var fields = new[] { RecordNames.Prompt, RecordNames.Response, RecordNames.Conversation }.Select(ours => options.FieldMapping.TryGetValue(ours, out var theirs) ? theirs : ours);
        if (fields.Distinct(StringComparer.Ordinal).Count() < 3)
        {
            problems.Add("FieldMapping sends two of prompt, response and conversation to one field: give each a field of its own.");
        }

        DialectDeclarations.Check(options.Dialects, problems);
        CheckBatch(options, problems);
        if (!string.IsNullOrEmpty(options.StorageDirectory))
        {
            CheckStorage(options.StorageDirectory!, problems);
        }

        return problems;
    }

    private static void CheckServer(ArgillaExporterOptions options, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(options.ApiKey))
        {
            problems.Add("ApiKey is missing: set ARGILLA_API_KEY, Argilla:ApiKey or options.ApiKey to the key that Argilla shows under 'My settings'.");
        }
        else if (!IsHeaderValue(options.ApiKey!))
        {
            problems.Add("ApiKey holds a character that cannot stand in an HTTP header, such as a line break or a letter beyond ASCII: copy it again from Argilla's 'My settings'.");
        }

        if (options.ApiUrl is { } url)
        {
            if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            {
                problems.Add("ApiUrl (ARGILLA_API_URL) must be an absolute http or https address, such as http://localhost:6900.");
            }
            else if (url.UserInfo.Length > 0)
            {
                problems.Add($"ApiUrl (ARGILLA_API_URL) must hold no user and password: write {Redaction.Endpoint(url)} and put credentials into Headers.");
            }
        }

        if (string.IsNullOrWhiteSpace(options.Dataset))
        {
            problems.Add("Dataset is empty: set ARGILLA_DATASET, Argilla:Dataset or options.Dataset, or leave it out for 'llm-traces'.");
        }

        else if (options.Dataset.Count(static c => !char.IsLowSurrogate(c)) > TextLimits.DatasetName || options.Dataset.Contains('\0'))
        {
            problems.Add($"Dataset is a name that Argilla does not take: it has at most {TextLimits.DatasetName} characters, and none of them NUL.");
        }

        foreach (var header in options.Headers)
        {
            if (header.Key.Length == 0 || header.Key.Any(c => c is <= ' ' or > '~' or ':') || !IsHeaderValue(header.Value ?? string.Empty))
            {
                problems.Add($"Headers holds a name or value that HTTP does not allow, at '{header.Key.Trim()}': letters, digits and '-' for the name, one line of ASCII for the value.");
            }
        }
    }

    private static void CheckBatch(ArgillaExporterOptions options, List<string> problems)
    {
        if (options.BatchExportProcessorOptions is not { } batch)
        {
            problems.Add("BatchExportProcessorOptions is null: leave it out for the SDK's settings.");
            return;
        }

        Range(problems, "OTEL_BSP_MAX_QUEUE_SIZE (MaxQueueSize)", batch.MaxQueueSize, 1, int.MaxValue);
        Range(problems, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE (MaxExportBatchSize)", batch.MaxExportBatchSize, 1, int.MaxValue);
        Range(problems, "OTEL_BSP_SCHEDULE_DELAY (ScheduledDelayMilliseconds)", batch.ScheduledDelayMilliseconds, 1, int.MaxValue);
        Range(problems, "OTEL_BSP_EXPORT_TIMEOUT (ExporterTimeoutMilliseconds)", batch.ExporterTimeoutMilliseconds, 0, int.MaxValue);
        if (batch.MaxExportBatchSize > batch.MaxQueueSize)
        {
            problems.Add(
                $"MaxExportBatchSize ({batch.MaxExportBatchSize}) is larger than MaxQueueSize ({batch.MaxQueueSize}): lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE or raise OTEL_BSP_MAX_QUEUE_SIZE.");
        }
    }

    private static void CheckStorage(string directory, List<string> problems)
    {
        try
        {
            var probe = Path.Combine(Directory.CreateDirectory(directory).FullName, Path.GetRandomFileName());
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add($"StorageDirectory '{directory}' cannot be written ({exception.GetType().Name}): name a directory that this process may create files in.");
        }
    }

    private static void Range(List<string> problems, string setting, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            problems.Add(most is int.MaxValue or long.MaxValue
                ? $"{setting} is {value}: it must be at least {least}."
                : $"{setting} is {value}: it must be from {least} to {most}.");
        }
    }

    private static void Positive(List<string> problems, string setting, TimeSpan value, bool allowZero)
    {
        // Longer than any timer takes is as good as an error in the unit.
        if (value < TimeSpan.Zero || (value == TimeSpan.Zero && !allowZero) || value.TotalMilliseconds > int.MaxValue)
        {
            problems.Add($"{setting} is {value}: it must be {(allowZero ? "zero or " : string.Empty)}positive, and at most 24 days.");
        }
    }

    /// <summary>HTTP itself has no other letters either, and .NET refuses to send them.</summary>
    private static bool IsHeaderValue(string value) => value.All(static c => c is '\t' or (>= ' ' and <= '~'));
}
