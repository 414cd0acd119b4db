using OTel.Argilla.Emulator;

namespace OTel.Argilla.Exporter.Tests.Processes;

/// <summary>Fact 10: the file that the SDK writes for <c>OTEL_DIAGNOSTICS.json</c> holds what sources whose name begins with OpenTelemetry- say. Ours does.</summary>
[NonParallelizable]
public class SelfDiagnosticsTests
{
    private string _directory = string.Empty;

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("diagnostics").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task Fact10_TheExportersMessagesAreInTheSdksFile()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "OTEL_DIAGNOSTICS.json"), """{"LogDirectory":".","FileSize":1024,"LogLevel":"Informational"}""");
        await using var server = await ArgillaEmulator.StartAsync();
        using (var app = AppProcess.Start(server, "dispose", _directory))
        {
            await app.WaitForExitAsync();
        }

        var file = await File.ReadAllTextAsync(Directory.GetFiles(_directory, "*.log").Single());
        Assert.That(file, Does.Contain("Records go to {0}, dataset '{1}'.").And.Contain(server.Url.AbsoluteUri));
        Assert.That(file, Does.Contain("The exporter has stopped; all delivered: {0}.{yes}"));
        Assert.That(file, Does.Not.Contain(server.ApiKey).And.Not.Contain("Because."));
    }
}
