using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Diagnostics;

/// <summary>Who is told of a loss is told what to change, which differs with the reason.</summary>
public class LossAdviceTests
{
    [TestCase(ExporterMetrics.QueueFull, "MaxQueuedRecords")]
    [TestCase(ExporterMetrics.Stopped, "set StorageDirectory")]
    [TestCase(ExporterMetrics.StorageFull, "raise MaxStorageBytes")]
    [TestCase(ExporterMetrics.StorageExpired, "MaxStorageAge")]
    [TestCase(ExporterMetrics.StorageUnreadable, "StorageDirectory")]
    public void OfRecords(string reason, string setting) => Assert.That(LossAdvice.ForRecords(reason), Does.Contain(setting));

    [TestCase(ExporterMetrics.QueueFull, "MaxPendingSpans")]
    [TestCase(ExporterMetrics.Stopped, "shut down")]
    [TestCase(ExporterMetrics.Failed, "error of the exporter")]
    public void OfSpans(string reason, string what) => Assert.That(LossAdvice.ForSpans(reason), Does.Contain(what));
}
