using System.IO.Compression;
using System.Text.RegularExpressions;
using OTel.Argilla.Captures.Tests;
using OTel.Argilla.Captures.Tests.Otlp;
using OTel.Argilla.Load.Bodies;
using OTel.Argilla.Load.Clients;
using OTel.Argilla.Load.Crash;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Tests;

/// <summary>
/// What real SDKs and a real Collector have sent, sent to a running sidecar: all of it together, shuffled, in other requests than it came in, over both protocols, in protobuf and JSON. The records
/// are those of replay.
/// </summary>
public sealed partial class RecordedTests
{
    private const int Seed = 4318;

    /// <summary>A directory with recorded bodies, to be sent instead of those that are here: names with <c>logs</c> hold log records.</summary>
    private static readonly string? Elsewhere = Environment.GetEnvironmentVariable("OTLP_RECORDINGS");

    /// <summary>While they come: what is shuffled so comes as late as it likes, and nothing is complete before.</summary>
    private static readonly Dictionary<string, string> Patient = Times("01:00:00");

    /// <summary>Then: what is there is all there is, and all of it is read again by then.</summary>
    private static readonly Dictionary<string, string> Brisk = Times("00:00:10");

    [Test]
    public async Task Recordings_of_SDKs_shuffled_and_split()
    {
        var recorded = (Elsewhere is null ? Recorded() : FromDirectory(Elsewhere)).ToList();
        var random = new Random(Seed);
        var bodies = Pieces(recorded, random).ToArray();
        random.Shuffle(bodies);
        TestContext.Out.WriteLine($"{recorded.Count} recorded requests, sent in {bodies.Length}");

        var files = bodies.Select(static (body, i) => ($"{i:00000}.{(body.Body.IsJson ? "json" : "pb")}{(body.Body.Coding is null ? string.Empty : ".gz")}", body.Body.Content.ToArray()));
        var comparison = await SendAndCompareAsync(bodies, files, TimeSpan.FromMinutes(1));

        Assert.That(comparison.HasOtherNamesOnly, Is.True, string.Join('\n', comparison.Problems));
        Assert.That(comparison.Extra, Has.Count.LessThan(5), string.Join('\n', comparison.Problems));
    }

    [Test]
    public async Task A_Collectors_requests_in_every_compression()
    {
        await using var archive = new ZipArchive(typeof(RecordedTests).Assembly.GetManifestResourceStream("collector.zip")!);
        var wire = archive.Entries.Where(static entry => entry.FullName.StartsWith("wire/", StringComparison.Ordinal) && entry.Name.EndsWith(".bin", StringComparison.Ordinal))
            .ToDictionary(static entry => entry.Name, Read);
        var bodies = wire.Where(static pair => !pair.Key.Contains("lz4", StringComparison.Ordinal)).Select(static pair => Wire(pair.Key, pair.Value)).ToArray();
        new Random(Seed).Shuffle(bodies);

        Assert.That(bodies, Has.Length.GreaterThan(30));
        var files = wire.Where(static pair => pair.Key.StartsWith("wire-http-none", StringComparison.Ordinal)).Select(static pair => (pair.Key, pair.Value));
        Assert.That((await SendAndCompareAsync(bodies, files, TimeSpan.FromMinutes(1))).Problems, Is.Empty);
    }

    private static async Task<ReplayComparison> SendAndCompareAsync(IReadOnlyList<(bool? IsGrpc, OtlpBody Body)> bodies, IEnumerable<(string Name, byte[] Content)> files, TimeSpan limit)
    {
        using var directory = new TemporaryDirectory();
        using var emulator = await EmulatorServer.StartAsync(Path.Combine(directory.Path, "argilla.db"));
        var data = Path.Combine(directory.Path, "data");
        using (var patient = await Contenders.SidecarAsync(Contenders.Command, data, emulator.Url, Patient))
        {
            await SendAsync(bodies, patient);
            Assert.That(await patient.StopAsync(TimeSpan.FromMinutes(1)), Is.True, "it stops");
        }

        using var brisk = await Contenders.SidecarAsync(Contenders.Command, data, emulator.Url, Brisk);
        var replayed = Directory.CreateDirectory(Path.Combine(directory.Path, "recorded")).FullName;
        foreach (var (name, content) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(replayed, name), content);
        }

        var comparison = await ReplayComparison.RunAsync(emulator, replayed, limit);

        TestContext.Out.WriteLine($"{comparison.Records} records");
        Assert.That(comparison.Different, Is.Empty);
        Assert.That(comparison.Records, Is.Positive);
        return comparison;
    }

    private static async Task SendAsync(IReadOnlyList<(bool? IsGrpc, OtlpBody Body)> bodies, ServerProcess sidecar)
    {
        using var grpc = new OtlpClient(isGrpc: true);
        using var http = new OtlpClient(isGrpc: false);
        foreach (var (number, (given, body)) in bodies.Index())
        {
            var isGrpc = given ?? (!body.IsJson && number % 2 == 0);
            var client = isGrpc ? grpc : http;
            Assert.That(await client.SendAsync(isGrpc ? sidecar.Grpc : sidecar.Http, body), Is.EqualTo(Outcome.Acknowledged), client.LastAnswer);
        }
    }

    private static Dictionary<string, string> Times(string time) =>
        new() { ["Argilla__TraceGracePeriod"] = time, ["Argilla__TraceIdleTimeout"] = time, ["Argilla__TraceMaxAge"] = time };

    private static IEnumerable<RecordedRequest> Recorded() => Recordings.Apps().Index().SelectMany(static app =>
        Recordings.Read(app.Item.Language, app.Item.App).SelectMany(static scenario => scenario.ProtoRequests.Concat(scenario.JsonRequests)).Select(request => AppOfItsOwn.Of(AsProto(request), app.Index)));

    private static IEnumerable<RecordedRequest> FromDirectory(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(static file => Path.GetFileName(Path.GetDirectoryName(file)) == "otlp").Order(StringComparer.Ordinal)
            .GroupBy(static file => AppOf(Path.GetFileName(file))).Index().SelectMany(static app => app.Item.Select(file => AppOfItsOwn.Of(AsProto(Read(file)), app.Index)));

    /// <summary><c>openai-agents</c> of <c>openai-agents-a-single.on-traces-0001.pb</c>: scenarios begin with a letter.</summary>
    private static string AppOf(string name) => Scenario().Split(name)[0];

    private static RecordedRequest Read(string file) => new(file.Contains("-logs-", StringComparison.Ordinal), file.EndsWith(".json", StringComparison.Ordinal), File.ReadAllBytes(file));

    private static RecordedRequest AsProto(RecordedRequest request) => request.IsJson ? new(request.IsLogs, false, JsonToProto.Convert(request.Body, request.IsLogs)) : request;

    /// <summary>A third of the requests as they are; the others one span at a time, put together with others at random.</summary>
    private static IEnumerable<(bool? IsGrpc, OtlpBody Body)> Pieces(IEnumerable<RecordedRequest> recorded, Random random)
    {
        var pieces = new List<RecordedRequest>();
        foreach (var request in recorded)
        {
            if (random.Next(3) == 0)
            {
                yield return (null, Body(request, random));
            }
            else
            {
                pieces.AddRange(OtlpRequests.Split(request.Body).Select(body => request with { Body = body }));
            }
        }

        foreach (var signal in pieces.GroupBy(static piece => piece.IsLogs))
        {
            var shuffled = signal.ToArray();
            random.Shuffle(shuffled);
            for (var from = 0; from < shuffled.Length;)
            {
                var count = Math.Min(random.Next(1, 30), shuffled.Length - from);

                // Two messages behind each other are one with the lists of both.
                var body = shuffled.Skip(from).Take(count).SelectMany(static piece => piece.Body).ToArray();
                from += count;
                yield return (null, Body(new RecordedRequest(signal.Key, false, body), random));
            }
        }
    }

    /// <summary>A third of them in JSON, half of them compressed.</summary>
    private static OtlpBody Body(RecordedRequest request, Random random)
    {
        var isJson = random.Next(3) == 0;
        var body = isJson ? OtlpRequests.ToJson(request.Body, request.IsLogs) : request.Body;
        return Coding.Of(body, random.Next(2) == 0) with { IsLogs = request.IsLogs, IsJson = isJson };
    }

    /// <summary>A body as it went over the wire, by its name: <c>wire-grpc-zstd-0001.bin</c>, with the frame of gRPC in front.</summary>
    private static (bool? IsGrpc, OtlpBody Body) Wire(string name, byte[] content)
    {
        var parts = name.Split('-');
        var (protocol, scenario, number) = (parts[1], string.Join('-', parts[2..^1]), parts[^1]);
        var coding = scenario switch { "default" or "batched" => "gzip", "none" or "json" => null, _ => scenario };
        var isGrpc = protocol == "grpc";
        var isLogs = number == (scenario == "batched" ? "0002.bin" : "0003.bin");
        return (isGrpc, new OtlpBody(isGrpc ? content[5..] : content, coding, isLogs, scenario == "json"));
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }

    [GeneratedRegex("[-.][a-z]-")]
    private static partial Regex Scenario();
}
