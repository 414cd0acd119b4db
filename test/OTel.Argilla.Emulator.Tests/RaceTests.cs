using System.Net;
using System.Text.Json.Nodes;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Tests.Exchanges;

namespace OTel.Argilla.Emulator.Tests;

/// <summary>The recorded races: requests at once end as with the real server, or better, and never leave anything twice or by half.</summary>
public class RaceTests
{
    private const int Tries = 3;

    private ArgillaEmulator _emulator = null!;
    private EmulatorClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _emulator = await ArgillaEmulator.StartAsync();
        _client = new EmulatorClient(_emulator);
    }

    [TearDown]
    public async Task TearDown()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [TestCase("two creates of the same dataset", 2)]
    [TestCase("eight creates of the same dataset", 8)]
    public Task CreatesOfADataset(string name, int count) => Run(name, async id =>
    {
        var workspace = await _client.WorkspaceId();
        var statuses = await AtOnce(count, _ => Post("datasets", new JsonObject { ["name"] = $"race-{id}", ["workspace_id"] = workspace }));
        var (_, found) = await _client.Send(HttpMethod.Get, $"me/datasets?name=race-{id}");
        Assert.That(found!["items"]!.AsArray(), Has.Count.EqualTo(1));
        return statuses;
    });

    [TestCase("two creates of the same field", "fields", """{"name":"late","title":"L","settings":{"type":"text"}}""")]
    [TestCase("two creates of the same metadata property of a published dataset", "metadata-properties", """{"name":"late","title":"L","settings":{"type":"terms"}}""")]
    public Task CreatesOfAPart(string name, string part, string body) => Run(name, async id =>
    {
        var dataset = part == "fields" ? await Draft(id) : await _client.Dataset($"race-{id}");
        var statuses = await AtOnce(2, _ => Post($"datasets/{dataset}/{part}", JsonNode.Parse(body)!));
        var (_, found) = await _client.Send(HttpMethod.Get, part == "fields" ? $"datasets/{dataset}/fields" : $"me/datasets/{dataset}/metadata-properties");
        Assert.That(found!["items"]!.AsArray().Count(item => item!["name"]!.GetValue<string>() == "late"), Is.EqualTo(1));
        return statuses;
    });

    [TestCase("two publishes")]
    public Task Publishes(string name) => Run(name, async id =>
    {
        var dataset = await Draft(id);
        var statuses = await AtOnce(2, _ => Status(HttpMethod.Put, $"datasets/{dataset}/publish"));
        Assert.That(await Progress(dataset), Is.EqualTo(200));
        return statuses;
    });

    [TestCase("two PUTs of the same 50 new external_ids", 2, 50, true, false)]
    [TestCase("two PUTs of the same 50 existing external_ids", 2, 50, true, true)]
    [TestCase("two PUTs of different external_ids (50 each)", 2, 50, false, false)]
    [TestCase("four PUTs of different external_ids (500 each)", 4, 500, false, false)]
    [TestCase("eight PUTs of different external_ids (500 each)", 8, 500, false, false)]
    public Task Puts(string name, int writers, int records, bool same, bool existing) => Run(name, async id =>
    {
        var dataset = await _client.Dataset($"race-{id}");
        if (existing)
        {
            await _client.Put(dataset, Ids(0, records, same: true));
        }

        var statuses = await AtOnce(writers, async writer => (int)(await _client.Put(dataset, Ids(writer, records, same), $"by {writer}")).Status);
        var stored = _emulator.Records($"race-{id}");
        Assert.That(stored.Select(record => record.ExternalId), Is.Unique.And.Exactly(same ? records : writers * records).Items);
        Assert.That(
            stored.GroupBy(record => record.Fields["prompt"]!.GetValue<string>()).Select(batch => batch.Count()), Is.All.EqualTo(records), "Half a batch.");
        return statuses;
    });

    [TestCase("two POSTs of the same 50 new external_ids")]
    public Task Posts(string name) => Run(name, async id =>
    {
        var dataset = await _client.Dataset($"race-{id}");
        var statuses = await AtOnce(2, _ => Post($"datasets/{dataset}/records/bulk", EmulatorClient.Items(Ids(0, 50, same: true), "p")));
        Assert.That(_emulator.Records($"race-{id}").Select(record => record.ExternalId), Is.Unique.And.Exactly(50).Items);
        return statuses;
    });

    [TestCase("PUT while the dataset is deleted")]
    public Task PutWhileTheDatasetIsDeleted(string name) => Run(name, async id =>
    {
        var dataset = await _client.Dataset($"race-{id}");
        var statuses = await AtOnce(2, async n => n == 0
            ? (int)(await _client.Put(dataset, Ids(0, 50, same: true))).Status
            : await Status(HttpMethod.Delete, $"datasets/{dataset}"));
        Assert.That(_emulator.Records($"race-{id}"), Is.Empty);
        return statuses;
    });

    [TestCase("a float property is created while a PUT carries its key as an integer")]
    public Task APropertyIsCreatedWhileAPutCarriesItsKey(string name) => Run(name, async id =>
    {
        var dataset = await _client.Dataset($"race-{id}");
        var items = EmulatorClient.Items(Ids(0, 50, same: true), "p");
        foreach (var item in items["items"]!.AsArray())
        {
            item!["metadata"] = new JsonObject { ["late"] = 1 };
        }

        var statuses = await AtOnce(2, n => n == 0
            ? Status(HttpMethod.Put, $"datasets/{dataset}/records/bulk", items)
            : Post($"datasets/{dataset}/metadata-properties", JsonNode.Parse("""{"name":"late","title":"L","settings":{"type":"float"}}""")!));
        Assert.That(_emulator.Records($"race-{id}"), Has.Count.EqualTo(statuses.Contains(200) ? 50 : 0));
        return statuses;
    });

    [TestCase("a PUT while the dataset is being published by another")]
    public Task APutMeetsAPublish(string name) => Run(name, async id =>
    {
        var dataset = await Draft(id);
        var statuses = await AtOnce(2, async n => n == 0
            ? (int)(await _client.Put(dataset, Ids(0, 50, same: true))).Status
            : await Status(HttpMethod.Put, $"datasets/{dataset}/publish"));
        Assert.That(_emulator.Records($"race-{id}"), Has.Count.EqualTo(50));
        Assert.That(await Progress(dataset), Is.EqualTo(statuses.Contains(500) ? 500 : 200));
        return statuses;
    });

    [Test]
    public void EveryRecordedRaceIsRun()
    {
        var run = typeof(RaceTests).GetMethods().SelectMany(method => method.GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>())
            .Select(test => (string)test.Arguments[0]!);
        Assert.That(run, Is.EquivalentTo(Race.All().Select(race => race.Name)));
    }

    [Test]
    public async Task TheLosersAnswersCanBeAskedFor()
    {
        var refusals = Race.All().SelectMany(race => race.Refusals).ToList();
        Assert.That(refusals, Is.Not.Empty);
        foreach (var (status, body) in refusals)
        {
            _emulator.Faults.Add(Fault.Status(status, body: body).Times(1));
            using var response = await _client.Get("version");
            Assert.That(((int)response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((status, body)));
        }
    }

    /// <summary>Runs a race several times: each outcome was recorded, or the race is listed as different.</summary>
    private static async Task Run(string name, Func<int, Task<int[]>> race)
    {
        var recorded = Race.All().Single(candidate => candidate.Name == name).Outcomes;
        var isListed = Differences.Of(Race.Topic).ContainsKey(name);
        for (var i = 0; i < Tries; i++)
        {
            var statuses = await race(i);
            var outcome = $"[{string.Join(", ", statuses.Order())}]";
            Assert.That(recorded.Contains(outcome), Is.EqualTo(!isListed), $"{outcome}, recorded {string.Join(" ", recorded)}.");
        }
    }

    private static Task<int[]> AtOnce(int count, Func<int, Task<int>> request)
    {
        var start = new Barrier(count);
        return Task.WhenAll(Enumerable.Range(0, count).Select(n => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return request(n);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }

    private static IEnumerable<string> Ids(int writer, int count, bool same) => Enumerable.Range(0, count).Select(i => same ? $"{i}" : $"{writer}-{i}");

    private Task<int> Post(string path, JsonNode body) => Status(HttpMethod.Post, path, body);

    private async Task<int> Status(HttpMethod method, string path, JsonNode? body = null) => (int)(await _client.Send(method, path, body)).Status;

    private async Task<int> Progress(string dataset) => await Status(HttpMethod.Get, $"datasets/{dataset}/progress");

    /// <summary>A dataset that could be published.</summary>
    private async Task<string> Draft(int id)
    {
        var (_, dataset) = await _client.Send(
            HttpMethod.Post, "datasets", new JsonObject { ["name"] = $"race-{id}", ["workspace_id"] = await _client.WorkspaceId() });
        var path = $"datasets/{dataset!["id"]!.GetValue<string>()}";
        await Post($"{path}/fields", JsonNode.Parse("""{"name":"prompt","title":"P","required":true,"settings":{"type":"text"}}""")!);
        await Post($"{path}/questions", JsonNode.Parse("""{"name":"q","title":"Q","required":true,"settings":{"type":"text"}}""")!);
        return path["datasets/".Length..];
    }
}
