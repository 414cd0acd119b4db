using System.Net;

namespace OTel.Argilla.Emulator.Tests;

/// <summary>An emulator that is killed while it writes.</summary>
public class KillTests
{
    private const int Kills = 20;
    private const int Writers = 3;
    private const int Batch = 150;
    private const int Overwritten = 100;

    private readonly string _file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"killed-{Guid.NewGuid():N}.db");

    [TearDown]
    public void TearDown()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(_file + suffix);
        }
    }

    [Test]
    public async Task EveryAnsweredBatchIsThereWholeAndEveryOtherWholeOrNotAtAll()
    {
        for (var round = 0; round < Kills; round++)
        {
            var name = $"round {round}";

            // The moment: at an answer, while the others' batches are somewhere between sent and stored.
            var answered = await WriteUntilKilled(name, killAt: 2 + (round % 7));
            await using var again = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { DataFile = _file });
            var records = again.Records(name).ToDictionary(record => record.ExternalId!, record => int.Parse(record.Fields["prompt"]!.GetValue<string>()));
            Assert.Multiple(() =>
            {
                for (var writer = 0; writer < Writers; writer++)
                {
                    IsWhole(records, writer, answered[writer]);
                }
            });
        }
    }

    /// <summary>Each batch writes over the same 100 records and brings 50 new ones, so half an update would show as well as half an insert.</summary>
    private static string[] Ids(int writer, int batch) =>
        [.. Enumerable.Range(0, Batch).Select(i => i < Overwritten ? $"{writer}-{i}" : $"{writer}-{batch}-{i}")];

    private static void IsWhole(Dictionary<string, int> records, int writer, int lastAnswered)
    {
        var latest = records.GetValueOrDefault($"{writer}-0", -1);
        Assert.That(latest, Is.EqualTo(lastAnswered).Or.EqualTo(lastAnswered + 1), "The latest batch is the answered one, or the one in flight.");
        var expected = Enumerable.Range(0, latest + 1).SelectMany(batch => Ids(writer, batch)).Distinct()
            .ToDictionary(id => id, id => id.Split('-') is [_, var batch, _] ? int.Parse(batch) : latest);
        Assert.That(records.Where(record => record.Key.StartsWith($"{writer}-", StringComparison.Ordinal)), Is.EquivalentTo(expected));
    }

    /// <summary>The number of each writer's last batch that was answered 200.</summary>
    private async Task<int[]> WriteUntilKilled(string name, int killAt)
    {
        using var process = EmulatorProcess.Start(_file);
        var url = await EmulatorProcess.Url(process);
        using var client = new EmulatorClient(url, "argilla.apikey");
        var dataset = await client.Dataset(name);
        var answers = 0;
        var answered = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var batch = 0; ; batch++)
            {
                try
                {
                    var (status, _) = await client.Put(dataset, Ids(writer, batch), $"{batch}");
                    Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
                }
                catch (Exception error) when (error is HttpRequestException or IOException)
                {
                    return batch - 1;
                }

                if (Interlocked.Increment(ref answers) == killAt)
                {
                    process.Kill();
                }
            }
        }));
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.EqualTo(128 + 9), "It was killed by SIGKILL.");
        return answered;
    }
}
