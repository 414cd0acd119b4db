using System.Diagnostics.Metrics;
using System.Reflection;
using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Docs.Tests;

/// <summary>The manual names every instrument and every reason that is counted.</summary>
public sealed class MetricsTableTests
{
    [Test]
    public void Every_instrument_is_in_the_manual()
    {
        var directory = Directory.CreateTempSubdirectory("metrics");
        var names = new List<string>();
        using (var listener = new MeterListener { InstrumentPublished = (instrument, _) => Add(names, instrument) })
        {
            listener.Start();
            using var exporter = new ArgillaExporter(new ArgillaExporterOptions { ApiKey = "key", StorageDirectory = directory.FullName });
        }

        directory.Delete(recursive: true);
        Assert.That(names, Has.Count.EqualTo(8));
        Assert.That(names.Where(name => !Page("delivery.md").Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_instrument_of_the_sidecar_is_in_its_manual()
    {
        var names = new List<string>();
        using (var listener = new MeterListener { InstrumentPublished = (instrument, _) => Add(names, instrument, SidecarMetrics.MeterName) })
        {
            listener.Start();
            using var metrics = new SidecarMetrics(TimeProvider.System);
            metrics.Observe(static () => new SidecarState());
        }

        Assert.That(names, Has.Count.EqualTo(12));
        Assert.That(names.Where(name => !Page("sidecar.md").Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_reason_is_in_the_manual()
    {
        var reasons = Constants("Assembly.SkipReason").Concat(Constants("Diagnostics.ExporterMetrics").Where(value => !value.Contains('.', StringComparison.Ordinal))).ToList();
        Assert.That(reasons, Has.Count.GreaterThan(20));
        var manual = Page("delivery.md") + Page("how-pairs-are-chosen.md");
        Assert.That(reasons.Where(reason => !manual.Contains($"`{reason}`", StringComparison.Ordinal)), Is.Empty);
    }

    private static void Add(List<string> names, Instrument instrument, string meter = "OTel.Argilla.Exporter")
    {
        if (instrument.Meter.Name == meter)
        {
            names.Add(instrument.Name);
        }
    }

    private static IEnumerable<string> Constants(string type) => typeof(ArgillaExporter).Assembly.GetType("OTel.Argilla.Exporter." + type, throwOnError: true)!
        .GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static string Page(string name) => File.ReadAllText(Path.Combine(Manual.Root, "docs", name));
}
