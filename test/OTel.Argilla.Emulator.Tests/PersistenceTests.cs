using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

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
        using var second = Launch();
        await second.WaitForExitAsync();
        Assert.That(second.ExitCode, Is.EqualTo(1));
        Assert.That(await second.StandardError.ReadToEndAsync(), Does.Contain("in use"));
    }

    [Test]
    public async Task AnsweredBatchesOutliveAKill()
    {
        using var process = Launch();
        var url = await ListeningAt(process);
        var answered = new List<int>();
        using (var client = new EmulatorClient(url, "argilla.apikey"))
        {
            var dataset = await client.Dataset("d");
            try
            {
                for (var batch = 0; batch < 1000; batch++)
                {
                    var put = client.Put(dataset, Enumerable.Range(0, 50).Select(i => $"{batch}-{i}"));
                    if (batch == 20)
                    {
                        process.Kill();
                    }

                    if ((await put).Status == HttpStatusCode.OK)
                    {
                        answered.Add(batch);
                    }
                }
            }
            catch (HttpRequestException)
            {
                // The process is gone.
            }
        }

        await process.WaitForExitAsync();
        await using var again = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = _file });
        var counts = again.Records("d").GroupBy(record => int.Parse(record.ExternalId!.Split('-')[0])).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(answered, Has.Count.GreaterThanOrEqualTo(20));
        Assert.That(counts.Keys, Is.SupersetOf(answered));
        Assert.That(counts.Values, Is.All.EqualTo(50));
    }

    private static async Task<Uri> ListeningAt(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Regex.Match(line, "listens on (http://[^ ]+)") is { Success: true } match)
            {
                return new Uri(match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "argilla-emulator.dll"), "--urls", "http://127.0.0.1:0", "--data", _file })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
