using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>Every file that a real Collector wrote gives the records of the requests it was made of.</summary>
public sealed class ReplayFormatsTests
{
    private static readonly string[] Whole =
    [
        "json-mixed.jsonl", "json-batched.jsonl", "json-zstd-legacy.zst", "json-zstd-native.zst", "proto-mixed.proto", "proto-traces.proto",
        "proto-traces-zstd-legacy.proto.zst", "proto-traces-zstd-native.proto.zst",
    ];

    private static readonly string[] ReadableOnTheWire =
    [
        "http-default", "http-gzip", "http-none", "http-json", "http-deflate", "http-zlib", "http-zstd", "grpc-default", "grpc-gzip", "grpc-none", "grpc-zstd",
    ];

    private TempDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TempDirectory();

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [TestCaseSource(nameof(Whole))]
    public async Task A_file_of_the_Collector_gives_the_records_of_its_sources(string name)
    {
        var records = await Cli.RecordsAsync(_directory.Write(name, Samples.Get(name)));

        Assert.That(records, Has.Length.EqualTo(40));
        Assert.That(records, Is.EqualTo(await Cli.RecordsAsync(WriteSources(Samples.Exports()))));
    }

    [Test]
    public async Task Log_records_alone_give_no_record()
    {
        var result = await Cli.RunAsync(["replay", _directory.Write("proto-logs.proto", Samples.Get("proto-logs.proto")), "--dry-run"]);

        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(result.Out, Does.Contain("1 file with 5 exports").And.Contain("20 other log records").And.Contain("Records that would be sent: 0"));
    }

    [TestCase("json-append-torn.jsonl", 0)]
    [TestCase("proto-append-torn.proto", 1)]
    public async Task After_a_crash_only_the_torn_export_is_lost(string name, int damages)
    {
        // The fifth export was torn, or never written; the four after the restart are whole.
        var exports = Samples.Exports(torn: true);
        string[] kept = [.. exports[..4], .. exports[5..]];
        var path = _directory.Write(name, Samples.Get(name));

        Assert.That(await Cli.RecordsAsync(path), Is.EqualTo(await Cli.RecordsAsync(WriteSources(kept))));
        var result = await Cli.RunAsync(["replay", path, "--dry-run"]);
        Assert.That(result.Out, Does.Contain("with 8 exports"));
        Assert.That(result.Error.Split("passed over").Length - 1, Is.EqualTo(damages), result.Error);
    }

    [Test]
    public async Task A_line_torn_anywhere_costs_itself_alone()
    {
        var lines = Encoding.UTF8.GetString(Samples.Get("json-mixed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var whole = await Cli.RecordsAsync(_directory.Write("whole", string.Join('\n', lines[..3]) + "\n" + string.Join('\n', lines[8..12])));
        var torn = lines[3];
        for (var cut = 1; cut < torn.Length; cut += 397)
        {
            var glued = _directory.Write("torn", string.Join('\n', lines[..3]) + "\n" + torn[..cut] + string.Join('\n', lines[8..12]));
            Assert.That(await Cli.RecordsAsync(glued), Is.EqualTo(whole), $"cut after {cut}");
            var separate = _directory.Write("torn", string.Join('\n', lines[..3]) + "\n" + torn[..cut] + "\n" + string.Join('\n', lines[8..12]));
            Assert.That(await Cli.RecordsAsync(separate), Is.EqualTo(whole), $"cut after {cut}, on a line of its own");
        }
    }

    [TestCase("proto-traces.proto")]
    [TestCase("proto-traces-zstd-legacy.proto.zst")]
    [TestCase("json-zstd-legacy.zst")]
    public async Task A_length_prefixed_record_torn_anywhere_costs_itself_alone(string name)
    {
        var records = Split(Samples.Get(name));
        byte[] head = [.. records[..3].SelectMany(static r => r)];
        byte[] tail = [.. records[9..12].SelectMany(static r => r)];
        var whole = await Cli.RecordsAsync(_directory.Write("whole", [.. head, .. tail]));
        var torn = records[3];
        for (var cut = 1; cut < torn.Length; cut += 1 + (torn.Length / 40))
        {
            var path = _directory.Write("torn", [.. head, .. torn[..cut], .. tail]);
            Assert.That(await Cli.RecordsAsync(path), Is.EqualTo(whole), $"cut after {cut}");
        }

        var atEnd = await Cli.RunAsync(["replay", _directory.Write("torn", [.. head, .. torn[..^7]]), "--dry-run"]);
        Assert.That(atEnd.Error, Does.Contain("cut off"));
        Assert.That(atEnd.Code, Is.Zero);
    }

    [TestCaseSource(nameof(ReadableOnTheWire))]
    public async Task A_body_as_it_went_over_the_wire_gives_its_records(string variant)
    {
        string[] paths = [.. Enumerable.Range(1, 3).Select(i => $"wire-{variant}-000{i}.bin").Select(n => _directory.Write(n, Samples.Get("wire/" + n)))];
        string[] plain = [.. Enumerable.Range(1, 3).Select(i => $"wire-http-none-000{i}.bin").Select(n => _directory.Write("plain/" + n, Samples.Get("wire/" + n)))];
        var records = await Cli.RecordsAsync(paths);

        Assert.That(records, Is.Not.Empty);
        Assert.That(records, Is.EqualTo(await Cli.RecordsAsync(plain)));
    }

    [Test]
    public async Task Compressed_laid_out_and_in_an_array_it_is_the_same()
    {
        var lines = Encoding.UTF8.GetString(Samples.Get("json-mixed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var expected = await Cli.RecordsAsync(_directory.Write("lines", string.Join('\n', lines)));
        var pretty = string.Join('\n', lines.Select(static line => System.Text.Json.Nodes.JsonNode.Parse(line)!.ToJsonString(new() { WriteIndented = true })));

        Assert.That(await Cli.RecordsAsync(_directory.Write("pretty", pretty)), Is.EqualTo(expected), "laid out over lines");
        Assert.That(await Cli.RecordsAsync(_directory.Write("array", "\uFEFF [" + string.Join(",\r\n", lines) + "]\n")), Is.EqualTo(expected), "an array");
        Assert.That(await Cli.RecordsAsync(_directory.Write("run-on", string.Concat(lines))), Is.EqualTo(expected), "without line ends");
        Assert.That(await Cli.RecordsAsync(_directory.Write("gzip", Gzip(Samples.Get("proto-mixed.proto")))), Is.EqualTo(expected), "gzip");
        Assert.That(await Cli.RecordsAsync(_directory.Write("twice", Gzip(Samples.Get("json-zstd-native.zst")))), Is.EqualTo(expected), "zstd in gzip");
        byte[] members = [.. lines.SelectMany(static line => Gzip(Encoding.UTF8.GetBytes(line + "\n")))];
        Assert.That(await Cli.RecordsAsync(_directory.Write("members", members)), Is.EqualTo(expected), "a gzip member for each line");
    }

    [Test]
    public async Task Standard_input_is_read_like_a_file()
    {
        using var input = new MemoryStream(Samples.Get("proto-mixed.proto"));
        var result = await Cli.RunAsync(["replay", "-", "--output", "-"], input: input);

        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(Encoding.UTF8.GetString(result.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(40));
        Assert.That(result.Out, Is.Empty, "standard output holds the records alone");
    }

    [Test]
    public async Task Traces_that_are_spread_over_rotated_files_are_put_together()
    {
        var expected = await Cli.RecordsAsync(_directory.Write("whole", Samples.Get("proto-traces.proto")));
        var records = SpanBySpan(Samples.Get("json-batched.jsonl"));
        // The newest spans are in the live file; a name tells nobody the order of the others but the time in it.
        for (var i = 0; i < records.Count; i++)
        {
            var name = (i % 3) switch { 0 => "rotated/traces.jsonl", 1 => "rotated/traces-2026-11-23T22-00-39.931-size.jsonl", _ => "rotated/deep/er/traces-2026-11-23T22-00-40.120-size.jsonl" };
            Directory.CreateDirectory(Path.GetDirectoryName(_directory.File(name))!);
            File.AppendAllText(_directory.File(name), records[i] + "\n");
        }

        _directory.Write("rotated/.hidden", "no OTLP");
        Assert.That(await Cli.RecordsAsync(_directory.File("rotated")), Is.EqualTo(expected));
    }

    internal static List<byte[]> Split(byte[] framed)
    {
        var records = new List<byte[]>();
        for (var at = 0; at < framed.Length;)
        {
            var length = 4 + (int)BinaryPrimitives.ReadUInt32BigEndian(framed.AsSpan(at));
            records.Add(framed[at..(at + length)]);
            at += length;
        }

        return records;
    }

    internal static byte[] Gzip(byte[] content)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return result.ToArray();
    }

    /// <summary>An export for each span.</summary>
    private static List<string> SpanBySpan(byte[] jsonLines)
    {
        var result = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(jsonLines).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var resource in System.Text.Json.Nodes.JsonNode.Parse(line)!["resourceSpans"]?.AsArray() ?? [])
            {
                foreach (var scope in resource!["scopeSpans"]!.AsArray())
                {
                    foreach (var span in scope!["spans"]!.AsArray())
                    {
                        result.Add("{\"resourceSpans\":[{\"resource\":" + resource["resource"]!.ToJsonString() + ",\"scopeSpans\":[{\"scope\":"
                            + scope["scope"]!.ToJsonString() + ",\"spans\":[" + span!.ToJsonString() + "]}]}]}");
                    }
                }
            }
        }

        return result;
    }

    /// <summary>The requests themselves, one file each; two of them are there only as the Collector wrote them.</summary>
    private string[] WriteSources(string[] exports)
    {
        var lines = Encoding.UTF8.GetString(Samples.Get("json-mixed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var all = Samples.Exports();
        return
        [
            .. exports.Select(e => _directory.Write(
                "sources/" + e.Replace('/', '_'), Samples.Has(e) ? Samples.Get(e) : Encoding.UTF8.GetBytes(lines[Array.IndexOf(all, e)]))),
        ];
    }
}
