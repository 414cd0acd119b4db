using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>
/// Fills options from the configuration before any code sets them: the section goes before the environment variables, which are part of the same
/// configuration. Settings that hold code (filter, hook, client factory) have no place in it.
/// </summary>
internal sealed class ArgillaOptionsSetup : IConfigureNamedOptions<ArgillaExporterOptions>
{
    private readonly IConfiguration? _configuration;
    private readonly IOptionsMonitor<BatchExportActivityProcessorOptions> _batch;

    public ArgillaOptionsSetup(IOptionsMonitor<BatchExportActivityProcessorOptions> batch, IConfiguration? configuration = null)
    {
        _batch = batch;
        _configuration = configuration;
    }

    public void Configure(ArgillaExporterOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, ArgillaExporterOptions options)
    {
        name ??= Options.DefaultName;
        UseBatchSettings(options, _batch.Get(name));
        if (_configuration is null)
        {
            return;
        }

        var settings = new SettingReader(_configuration, name);
        Read(settings, _configuration, options);
        if (settings.Problems.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(ArgillaExporterOptions), settings.Problems);
        }
    }

    /// <summary>Asks for each setting there is; what cannot be read is among the reader's problems.</summary>
    public static void Read(SettingReader settings, IConfiguration configuration, ArgillaExporterOptions options)
    {
        settings.Text(nameof(options.ApiUrl), value => options.ApiUrl = AsUri(value));
        settings.Text(nameof(options.ApiKey), value => options.ApiKey = value);
        settings.Text(nameof(options.Workspace), value => options.Workspace = value);
        settings.Text(nameof(options.Dataset), value => options.Dataset = value);
        ApplyEnvironment(options, key => configuration[key]);

        settings.Boolean(nameof(options.CreateDataset), value => options.CreateDataset = value);
        settings.Int32(nameof(options.TimeoutMilliseconds), value => options.TimeoutMilliseconds = value);
        settings.Double(nameof(options.SamplingRatio), value => options.SamplingRatio = value);
        settings.ProcessorType(nameof(options.ExportProcessorType), value => options.ExportProcessorType = value);
        settings.Duration(nameof(options.TraceGracePeriod), value => options.TraceGracePeriod = value);
        settings.Duration(nameof(options.TraceIdleTimeout), value => options.TraceIdleTimeout = value);
        settings.Duration(nameof(options.TraceMaxAge), value => options.TraceMaxAge = value);
        settings.Int32(nameof(options.MaxPendingSpans), value => options.MaxPendingSpans = value);
        settings.Int64(nameof(options.MaxPendingBytes), value => options.MaxPendingBytes = value);
        settings.Int32(nameof(options.MaxQueuedRecords), value => options.MaxQueuedRecords = value);
        settings.Int64(nameof(options.MaxQueuedBytes), value => options.MaxQueuedBytes = value);
        settings.Int32(nameof(options.MaxRecordsPerRequest), value => options.MaxRecordsPerRequest = value);
        settings.Int32(nameof(options.MaxRequestBytes), value => options.MaxRequestBytes = value);
        settings.Int32(nameof(options.MaxConcurrentRequests), value => options.MaxConcurrentRequests = value);
        settings.Text(nameof(options.StorageDirectory), value => options.StorageDirectory = value);
        settings.Int64(nameof(options.MaxStorageBytes), value => options.MaxStorageBytes = value);
        settings.Duration(nameof(options.MaxStorageAge), value => options.MaxStorageAge = value);
        settings.Boolean(nameof(options.EscapeHtml), value => options.EscapeHtml = value);
        settings.Boolean(nameof(options.IncludeInsideTools), value => options.IncludeInsideTools = value);
        settings.Boolean(nameof(options.OneRecordPerTrace), value => options.OneRecordPerTrace = value);
        settings.Map(nameof(options.Headers), options.Headers);
        settings.Map(nameof(options.FieldMapping), options.FieldMapping);
        settings.Map(nameof(options.MetadataMapping), options.MetadataMapping);
        settings.Map(nameof(options.EvaluationMapping), options.EvaluationMapping);
        settings.Dialects(nameof(options.Dialects), options.Dialects);
    }

    /// <summary>Takes what is not set from the environment variables.</summary>
    public static void ApplyEnvironment(ArgillaExporterOptions options, Func<string, string?> variable)
    {
        options.ApiUrl ??= variable("ARGILLA_API_URL") is { Length: > 0 } url ? AsUri(url) : null;
        options.ApiKey ??= variable("ARGILLA_API_KEY") is { Length: > 0 } key ? key : null;
        options.Workspace ??= variable("ARGILLA_WORKSPACE") is { Length: > 0 } workspace ? workspace : null;
        if (!options.IsDatasetSet && variable("ARGILLA_DATASET") is { Length: > 0 } dataset)
        {
            options.Dataset = dataset;
        }
    }

    // Whether it is a good address is for the validator to say.
    private static Uri AsUri(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) ? uri : new Uri(Uri.EscapeDataString(text), UriKind.Relative);

    // A copy: the SDK's instance is shared by all exporters of that name.
    private static void UseBatchSettings(ArgillaExporterOptions options, BatchExportProcessorOptions<Activity> sdk) =>
        options.BatchExportProcessorOptions = new BatchExportActivityProcessorOptions
        {
            MaxQueueSize = sdk.MaxQueueSize,
            ScheduledDelayMilliseconds = sdk.ScheduledDelayMilliseconds,
            ExporterTimeoutMilliseconds = sdk.ExporterTimeoutMilliseconds,
            MaxExportBatchSize = sdk.MaxExportBatchSize,
        };
}
