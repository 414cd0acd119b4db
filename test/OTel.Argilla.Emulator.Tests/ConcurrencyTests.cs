using System.Net;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests;

public class ConcurrencyTests
{
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

    [Test]
    public async Task TenWritersLoseNothing()
    {
        var dataset = await _client.Dataset("d");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async writer =>
        {
            for (var batch = 0; batch < 5; batch++)
            {
                var (status, _) = await _client.Put(dataset, Enumerable.Range(0, 20).Select(i => $"{writer}-{batch}-{i}"));
                Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
            }
        }));
        Assert.That(_emulator.Records("d").Select(record => record.ExternalId).Distinct().Count(), Is.EqualTo(1000));
    }

    [Test]
    public async Task ABadRecordLeavesNothingOfItsBatch()
    {
        var dataset = await _client.Dataset("d");
        var body = JsonNode.Parse("""{"items":[{"external_id":"a","fields":{"prompt":"p"}},{"external_id":"b","fields":{}}]}""");
        var (status, _) = await _client.Send(HttpMethod.Put, $"datasets/{dataset}/records/bulk", body);
        Assert.That(status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(_emulator.Records("d"), Is.Empty);
    }
}
