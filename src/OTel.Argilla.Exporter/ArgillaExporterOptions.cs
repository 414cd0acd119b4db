using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace OTel.Argilla.Exporter;

/// <summary>
/// Options of the Argilla exporter. What code sets goes before the configuration section <c>Argilla</c> (for named options <c>Argilla:{name}</c>, then
/// <c>Argilla</c>), which goes before the environment variables. They are read once, when the provider is built; one that is missing or out of
/// range fails there.
/// </summary>
public class ArgillaExporterOptions
{
    internal static readonly Uri DefaultApiUrl = new("http://localhost:6900");

    private const string DefaultDataset = "llm-traces";

    private string? _dataset;

    /// <summary>Gets or sets the address of the Argilla server. Default: the environment variable <c>ARGILLA_API_URL</c>, else <c>http://localhost:6900</c>.</summary>
    public Uri? ApiUrl { get; set; }

    /// <summary>Gets or sets the API key of an owner, or of an admin of the workspace. Default: the environment variable <c>ARGILLA_API_KEY</c>. Required.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the workspace. Default: <c>ARGILLA_WORKSPACE</c>, else the only workspace that the key can see.</summary>
    public string? Workspace { get; set; }

    /// <summary>Gets or sets the dataset, created when it is missing. Default: <c>ARGILLA_DATASET</c>, else <c>llm-traces</c>.</summary>
    public string Dataset
    {
        get => _dataset ?? DefaultDataset;
        set => _dataset = value;
    }

    internal bool IsDatasetSet => _dataset is not null;

    /// <summary>Gets or sets a value indicating whether a missing dataset is created. Default: true.</summary>
    public bool CreateDataset { get; set; } = true;

    /// <summary>Gets headers sent with every request, such as the <c>Authorization</c> of a private Hugging Face Space.</summary>
    public IDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the time-out of one request, in milliseconds. Default: 100,000. Range: 1 and up.</summary>
    public int TimeoutMilliseconds { get; set; } = 100_000;

    /// <summary>Gets or sets a factory of the client that requests are sent with, called once, at the first request. It must not follow redirects, which would take the API key elsewhere. Default: a client of the exporter's own.</summary>
    public Func<HttpClient>? HttpClientFactory { get; set; }

    /// <summary>Gets or sets which spans may become records; called at the end of a GenAI span on the app's thread. A filter that throws keeps the span out. Default: all.</summary>
    public Func<Activity, bool>? Filter { get; set; }

    /// <summary>Gets or sets a hook that may edit, redact or drop (by null) each record before it is queued. A record that the hook throws at is not sent. Default: none.</summary>
    public Func<ArgillaRecord, ArgillaRecord?>? RecordHook { get; set; }

    /// <summary>Gets or sets the share of traces that become records, decided by trace id. Default: 1. Range: 0 to 1.</summary>
    public double SamplingRatio { get; set; } = 1;

    /// <summary>Gets or sets whether spans are handed over at once or in batches. Default: <see cref="ExportProcessorType.Batch"/>.</summary>
    public ExportProcessorType ExportProcessorType { get; set; } = ExportProcessorType.Batch;

    /// <summary>Gets or sets the batch settings. Default: those of the SDK, from the <c>OTEL_BSP_*</c> environment variables.</summary>
    public BatchExportProcessorOptions<Activity> BatchExportProcessorOptions { get; set; } = new BatchExportActivityProcessorOptions();

    /// <summary>Gets or sets how long to wait for stragglers after a trace's local root has ended. Default: 1 second. Range: 0 and up.</summary>
    public TimeSpan TraceGracePeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long a trace may be silent before it is taken as complete although spans still run; not while a GenAI span above its spans runs. A complete trace is kept as long for late spans. Default: 2 minutes. Range: the grace period and up.</summary>
    public TimeSpan TraceIdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the age at which a trace is taken as complete in any case. Default: 1 hour. Range: the idle timeout and up, at most 24 days.</summary>
    public TimeSpan TraceMaxAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the bound on GenAI spans that wait for their traces; beyond it the oldest trace is taken as complete. Default: 50,000. Range: 1 and up.</summary>
    public int MaxPendingSpans { get; set; } = 50_000;

    /// <summary>Gets or sets the bound on the estimated memory of waiting spans, in bytes; beyond it the oldest trace is taken as complete. Default: 128 MiB. Range: 1 and up.</summary>
    public long MaxPendingBytes { get; set; } = 128L * 1024 * 1024;

    /// <summary>Gets or sets the bound on records that wait to be sent. Default: 20,000. Range: 1 and up.</summary>
    public int MaxQueuedRecords { get; set; } = 20_000;

    /// <summary>Gets or sets the bound on the bytes of records that wait to be sent. Default: 64 MiB. Range: 1 and up.</summary>
    public long MaxQueuedBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Gets or sets the number of records in a request. Default: 200. Range: 1 to 500 (Argilla's limit).</summary>
    public int MaxRecordsPerRequest { get; set; } = 200;

    /// <summary>Gets or sets the size of a request in bytes; a larger single record goes alone. Default: 8 MiB. Range: 1,024 and up.</summary>
    public int MaxRequestBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Gets or sets the number of requests in flight for a dataset. Default: 1. Range: 1 to 16.</summary>
    public int MaxConcurrentRequests { get; set; } = 1;

    /// <summary>Gets or sets the directory that undelivered records are kept in. Default: null, memory only.</summary>
    public string? StorageDirectory { get; set; }

    /// <summary>Gets or sets the bound on the storage directory, in bytes. Default: 256 MiB. Range: 1 and up.</summary>
    public long MaxStorageBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Gets or sets the age at which stored records are given up. Default: 7 days. Range: more than 0, at most 24 days.</summary>
    public TimeSpan MaxStorageAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets the dataset's field for each of <c>prompt</c>, <c>response</c>, <c>conversation</c>, where its names differ. Default: the same names.</summary>
    public IDictionary<string, string> FieldMapping { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the dataset's metadata property for our metadata names, where they differ. Default: the same names.</summary>
    public IDictionary<string, string> MetadataMapping { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the question that an evaluation of this name becomes a suggestion for. Default: none; evaluations go to the metadata.</summary>
    public IDictionary<string, string> EvaluationMapping { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets dialects of your own by their names, for spans whose keys the exporter does not know. Default: none.</summary>
    public IDictionary<string, ArgillaDialect> Dialects { get; private set; } = new Dictionary<string, ArgillaDialect>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets a value indicating whether HTML in the plain (not markdown) fields of an existing dataset is escaped: Argilla's page runs it
    /// otherwise, in the reviewer's session. Default: false, with one warning.
    /// </summary>
    public bool EscapeHtml { get; set; }

    /// <summary>Gets or sets a value indicating whether interactions inside a tool that another process called give records of their own. Default: false.</summary>
    public bool IncludeInsideTools { get; set; }

    /// <summary>Gets or sets a value indicating whether a trace gives one record, its first prompt and last answer. Default: false, one for each outermost interaction.</summary>
    public bool OneRecordPerTrace { get; set; }

    /// <summary>What the options are now: what is changed later changes nothing in an exporter that runs.</summary>
    internal ArgillaExporterOptions Snapshot()
    {
        var copy = (ArgillaExporterOptions)MemberwiseClone();
        copy.Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        copy.FieldMapping = new Dictionary<string, string>(FieldMapping, StringComparer.Ordinal);
        copy.MetadataMapping = new Dictionary<string, string>(MetadataMapping, StringComparer.Ordinal);
        copy.EvaluationMapping = new Dictionary<string, string>(EvaluationMapping, StringComparer.Ordinal);
        copy.Dialects = Dialects.ToDictionary(static d => d.Key, static d => d.Value?.Snapshot()!, StringComparer.Ordinal);
        return copy;
    }
}
