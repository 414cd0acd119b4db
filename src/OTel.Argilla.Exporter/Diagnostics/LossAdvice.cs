namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>What a user is told to change when spans or records were lost, by the reason that is counted.</summary>
internal static class LossAdvice
{
    public static string ForSpans(string reason) => reason switch
    {
        ExporterMetrics.Stopped => "They ended after the provider was shut down: end them before.",
        ExporterMetrics.Failed => "This is an error of the exporter; the event before it tells which.",
        _ => "Raise OTEL_BSP_MAX_QUEUE_SIZE or MaxPendingSpans, or set SamplingRatio or Filter.",
    };

    public static string ForRecords(string reason) => reason switch
    {
        ExporterMetrics.Stopped => "Argilla had not taken them when the exporter was shut down: set StorageDirectory, so that the next process delivers them.",
        ExporterMetrics.StorageFull => "The disk has no room for them: raise MaxStorageBytes, see that StorageDirectory can be written to, and that Argilla takes records.",
        ExporterMetrics.StorageExpired => "Argilla took none for as long as MaxStorageAge: raise that, and see that Argilla takes records.",
        ExporterMetrics.StorageUnreadable => "Something else has written into StorageDirectory, or the disk is damaged: leave the directory to the exporter alone.",
        _ => "Raise MaxQueuedRecords or MaxQueuedBytes, set StorageDirectory or raise MaxStorageBytes, sample or filter.",
    };
}
