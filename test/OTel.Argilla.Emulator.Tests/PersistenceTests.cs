namespace OTel.Argilla.Emulator.Tests;

public class PersistenceTests
{
    private string _file = null!;

    [SetUp]
    public void SetUp() => _file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"emulator-{Guid.NewGuid():N}.db");

    [TearDown]
    public void TearDown()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(_file + suffix);
        }
    }

    [Test]
    public async Task AFileKeepsEverything()
    {
        var key = "";
        await using (var first = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = _file }))
        {
            key = first.ApiKey;
            using var client = new EmulatorClient(first);
            await client.Put(await client.Dataset("d"), ["a", "b\0c"]);
        }

        await using var second = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = _file });
        Assert.That(second.ApiKey, Is.EqualTo(key));
        Assert.That(second.Records("d").Select(record => record.ExternalId), Is.EqualTo(new[] { "a", "b\0c" }));
    }

    [Test]
    public async Task ASecondEmulatorOnTheSameFileIsRefused()
    {
        await using var first = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = _file });
        var error = await Assert.ThrowsAsync<EmulatorException>(() => ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = _file }));
        Assert.That(error!.Message, Does.Contain(_file).And.Contain("in use"));
    }

    [Test]
    public async Task ASecondProcessOnTheSameFileIsRefused()
    {
        await using var first = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = _file });
        using var second = EmulatorProcess.Start(_file);
        await second.WaitForExitAsync();
        Assert.That(second.ExitCode, Is.EqualTo(1));
        Assert.That(await second.StandardError.ReadToEndAsync(), Does.Contain("in use"));
    }
}
