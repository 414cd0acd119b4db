using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Tests.Exchanges;

namespace OTel.Argilla.Emulator.Tests.Transport;

/// <summary>The recorded exchanges at the level of sockets.</summary>
public class RawTransportTests
{
    private const int Patience = 60_000;
    internal const string Topic = "transport-raw";

    private static readonly string[] ComparedHeaders = ["server", "content-type", "content-length", "connection"];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, 7, TimeSpan.Zero));
    private ArgillaEmulator _emulator = null!;
    private Placeholders _placeholders = null!;
    private string _dataset = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = ExchangeFile.Load(Topic).Setup, TimeProvider = _time });
        using var client = new EmulatorClient(_emulator);
        _dataset = await client.Dataset("ds");
        _placeholders = new Placeholders(_emulator.Url);
        _placeholders.Bind("uuid:dataset-ds", _dataset);
    }

    [OneTimeTearDown]
    public async Task TearDown() => await _emulator.DisposeAsync();

    [TestCaseSource(nameof(Recorded))]
    [CancelAfter(Patience)]
    public async Task AnswersAsTheRealServerDid(string name, CancellationToken cancellationToken)
    {
        var exchange = ExchangeFile.Load(Topic).Exchanges.Single(exchange => exchange.Name == name);
        var difference = await Difference(exchange, cancellationToken);
        var listed = Differences.Of(Topic).GetValueOrDefault(name);
        Assert.That(difference is not null, Is.EqualTo(listed is not null), listed is null ? difference : $"It is listed as different ({listed}), but is the same.");
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task HalfABodyIsWaitedFor(CancellationToken cancellationToken)
    {
        const string Body = "{\"items\":[{\"external_id\":\"half\",\"fields\":{\"prompt\":\"p\"}}]}";
        await using var connection = await RawConnection.Open(_emulator.Url, cancellationToken);
        await connection.Send(Put(Body.Length) + Body[..20]);
        Assert.That(_emulator.Records("ds").Any(record => record.ExternalId == "half"), Is.False);
        await connection.Send(Body[20..]);
        Assert.That((await connection.Next())!.StatusLine, Is.EqualTo("HTTP/1.1 200 OK"));
    }

    [Test]
    [Parallelizable]
    [CancelAfter(Patience)]
    public async Task AnIdleConnectionIsClosedAfterFiveSecondsWithoutAWord(CancellationToken cancellationToken)
    {
        await using var connection = await RawConnection.Open(_emulator.Url, cancellationToken);
        var start = TimeProvider.System.GetTimestamp();
        await connection.Send("GET /api/v1/version HTTP/1.1\r\nHost: x\r\n\r\n");
        var answer = await connection.Next();
        Assert.That(await connection.Ends(), Is.True);
        Assert.That(TimeProvider.System.GetElapsedTime(start), Is.GreaterThan(TimeSpan.FromSeconds(4)));
        Assert.That(answer!.Headers.Keys, Does.Not.Contain("connection").And.Not.Contain("keep-alive"));
    }

    [Test]
    [Parallelizable]
    [CancelAfter(Patience)]
    public async Task HalfAHeadIsWaitedFor(CancellationToken cancellationToken)
    {
        await using var slow = await RawConnection.Open(_emulator.Url, cancellationToken);
        await slow.Send("GET /api/v1/version HTTP/1.1\r\n");

        // The web server looks at its time-outs once a second: it has, several times, when it closes an idle connection.
        await using (var idle = await RawConnection.Open(_emulator.Url, cancellationToken))
        {
            Assert.That(await idle.Ends(), Is.True);
        }

        await slow.Send("Host: x\r\n\r\n");
        Assert.That((await slow.Next())!.StatusLine, Is.EqualTo("HTTP/1.1 200 OK"));
    }

    [Test]
    [Parallelizable]
    [CancelAfter(Patience)]
    public async Task AConnectionThatNeverSendsAByteIsClosedToo(CancellationToken cancellationToken)
    {
        await using var connection = await RawConnection.Open(_emulator.Url, cancellationToken);
        Assert.That(await connection.Ends(), Is.True);
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task ABodyThatWaitsForThePermissionGetsIt(CancellationToken cancellationToken)
    {
        const string Body = "{\"items\":[{\"external_id\":\"allowed\",\"fields\":{\"prompt\":\"p\"}}]}";
        await using var connection = await RawConnection.Open(_emulator.Url, cancellationToken);
        await connection.Send(Put(Body.Length).Replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n", StringComparison.Ordinal));
        Assert.That((await connection.Next())!.StatusLine, Is.EqualTo("HTTP/1.1 100 Continue"));
        await connection.Send(Body);
        Assert.That((await connection.Next())!.StatusLine, Is.EqualTo("HTTP/1.1 200 OK"));
    }

    [Test]
    [CancelAfter(Patience)]
    public async Task AClientThatLeavesEarlyDoesNotStopItsWrite(CancellationToken cancellationToken)
    {
        var body = $"{{\"items\":[{string.Join(',', Enumerable.Range(0, 500).Select(i => $"{{\"external_id\":\"left-{i}\",\"fields\":{{\"prompt\":\"p\"}}}}"))}]}}";
        _emulator.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)).For("PUT").Times(1));
        await using (var connection = await RawConnection.Open(_emulator.Url, cancellationToken))
        {
            await connection.Send(Put(body.Length) + body);

            // The emulator has read all of it when it meets the fault.
            while (_emulator.Faults.Pending.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        while (_emulator.Records("ds").Count(record => record.ExternalId!.StartsWith("left-", StringComparison.Ordinal)) is var stored && stored < 500)
        {
            Assert.That(stored, Is.Zero, "Half a batch.");
            cancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    [TestCase(100, 100_000, 10_030_701)]
    [TestCase(60, 1_000_000, 60_018_421)]
    public async Task TakesLargeBodies(int items, int characters, int answered)
    {
        await using var emulator = await ArgillaEmulator.StartAsync();
        using var preparer = new EmulatorClient(emulator);
        var dataset = await preparer.Dataset("large");
        using var client = Web.Client();
        client.DefaultRequestHeaders.Add("X-Argilla-Api-Key", emulator.ApiKey);
        var text = new string('x', characters);
        using var content = new StringContent(
            $"{{\"items\":[{string.Join(',', Enumerable.Range(0, items).Select(i => $"{{\"external_id\":\"{i}-{items}\",\"fields\":{{\"prompt\":\"{text}\"}}}}"))}]}}",
            Encoding.UTF8,
            "application/json");
        using var response = await client.PutAsync(new Uri(emulator.Url, $"/api/v1/datasets/{dataset}/records/bulk"), content);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((double)(await response.Content.ReadAsByteArrayAsync()).Length, Is.EqualTo(answered).Within(0.01).Percent);
    }

    private static IEnumerable<string> Recorded() => ExchangeFile.Load(Topic).Exchanges
        .Where(exchange => exchange.Response.TryGetProperty("rawResponse", out var response) && response.GetString()!.Length > 0)
        .Select(exchange => exchange.Name);

    private string Put(int length) =>
        $"PUT /api/v1/datasets/{_dataset}/records/bulk HTTP/1.1\r\nHost: localhost\r\nX-Argilla-Api-Key: {_emulator.ApiKey}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n";

    private async Task<string?> Difference(Exchange exchange, CancellationToken cancellationToken)
    {
        var request = _placeholders.Fill(exchange.Request.GetProperty("rawRequest").GetString()!);
        await using var connection = await RawConnection.Open(_emulator.Url, cancellationToken);

        // A client that sends in pieces is one that is slow, without the waiting.
        var pieces = exchange.Name.StartsWith("slow", StringComparison.Ordinal) ? 8 : 1;
        foreach (var piece in request.Chunk((request.Length / pieces) + 1))
        {
            await connection.Send(new string(piece));
        }

        foreach (var wanted in Answers(exchange.Response.GetProperty("rawResponse").GetString()!))
        {
            var got = await connection.Next();
            if (got is null || got.StatusLine != wanted.StatusLine || !_placeholders.Fits(wanted.Body, got.Body)
                || ComparedHeaders.Any(name => wanted.Headers.GetValueOrDefault(name) != got.Headers.GetValueOrDefault(name)))
            {
                return $"got {JsonSerializer.Serialize(got)}, not {JsonSerializer.Serialize(wanted)}";
            }
        }

        return await IsClosed(connection, exchange) ? null : "closed or not, otherwise than recorded";
    }

    /// <summary>Whether the connection is closed where it was, and serves another request where it did.</summary>
    private static async Task<bool> IsClosed(RawConnection connection, Exchange exchange)
    {
        if (exchange.Response.GetProperty("closed").GetBoolean())
        {
            return await connection.Ends();
        }

        await connection.Send("GET /api/v1/version HTTP/1.1\r\nHost: x\r\n\r\n");
        return (await connection.Next())?.Body == "{\"version\":\"2.8.0\"}";
    }

    private static IEnumerable<RawAnswer> Answers(string recorded)
    {
        for (var at = 0; at < recorded.Length;)
        {
            var end = recorded.IndexOf("\r\n\r\n", at, StringComparison.Ordinal) + 4;
            var lines = recorded[at..(end - 4)].Split("\r\n");
            var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
            var next = recorded.IndexOf("HTTP/1.1 ", end, StringComparison.Ordinal);
            at = next < 0 ? recorded.Length : next;
            yield return new RawAnswer(lines[0], headers, recorded[end..at]);
        }
    }
}
