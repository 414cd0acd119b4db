using System.Text;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>What is no OTLP, or broken, ends with an error that says so, and costs no other file.</summary>
public sealed class ReplayErrorsTests
{
    private TempDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TempDirectory();

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [TestCase("plain text", "it is no OTLP")]
    [TestCase("{\"spans\":[]}", "it is JSON, but no OTLP")]
    [TestCase("{\"resourceSpans\":[{\"scopeSp", "nothing of it can be read as OTLP")]
    [TestCase("{\"resourceSpans\":7}", "resourceSpans must be an array")]
    [TestCase("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"xyz\"}]}]}]}", "traceId")]
    [TestCase("\n\x05 what is this", "it is no whole OTLP request in protobuf")]
    [TestCase("", "it is empty")]
    [TestCase("PK\x03\x04zip", "compressed with zip")]
    [TestCase("\x04\"M\x18", "compressed with lz4")]
    public async Task A_file_that_is_no_OTLP_says_so_and_the_others_are_read(string content, string said)
    {
        var bad = _directory.Write("bad", Encoding.Latin1.GetBytes(content));
        var good = _directory.Write("good", Samples.Get("proto-traces.proto"));
        var result = await Cli.RunAsync(["replay", bad, good, "--dry-run"]);

        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("bad: ").And.Contain(said));
        Assert.That(result.Out, Does.Contain("Records that would be sent: 40"));
    }

    [Test]
    public async Task Compressed_data_that_is_cut_off_gives_what_came_before()
    {
        var whole = ReplayFormatsTests.Gzip(Samples.Get("json-mixed.jsonl"));
        var result = await Cli.RunAsync(["replay", _directory.Write("cut.gz", whole.AsSpan(0, whole.Length / 2)), "--dry-run"]);

        Assert.That(result.Error, Does.Contain("cut off"));
        Assert.That(result.Out, Does.Not.Contain("with 0 exports").And.Not.Contain("with 49 exports"));

        var zstd = Samples.Get("json-zstd-native.zst");
        result = await Cli.RunAsync(["replay", _directory.Write("cut.zst", zstd.AsSpan(0, zstd.Length - 40)), "--dry-run"]);
        Assert.That(result.Error, Does.Contain("cut off"));
    }

    /// <summary>As the manual's table of exit codes has it: a file that a Collector is writing ends so.</summary>
    [Test]
    public async Task A_torn_end_is_told_and_is_no_error_while_a_file_of_which_nothing_can_be_read_is()
    {
        var whole = Samples.Get("json-mixed.jsonl");
        var torn = _directory.Write("torn.jsonl", whole.AsSpan(0, whole.Length - 40));
        var nothing = _directory.Write("nothing.jsonl", whole.AsSpan(0, 40));
        foreach (var (file, code, said) in new[] { (torn, ExitCodes.Done, "warning: "), (nothing, ExitCodes.Incomplete, "error: ") })
        {
            foreach (var line in new[] { new[] { "replay", file, "--dry-run" }, ["explain", file] })
            {
                var result = await Cli.RunAsync(line);
                Assert.That(result.Code, Is.EqualTo(code), string.Join(' ', line));
                Assert.That(result.Error, Does.Contain(said + file));
            }
        }

        Assert.That((await Cli.RunAsync(["--help"])).Out, Does.Contain("1 when a file could not be read"));
    }

    [Test]
    public async Task Random_damage_ends_soon_and_never_in_a_crash()
    {
        var random = new Random(20261125);
        string[] names = ["json-mixed.jsonl", "proto-mixed.proto", "json-zstd-legacy.zst", "json-zstd-native.zst", "proto-traces-zstd-legacy.proto.zst"];
        for (var round = 0; round < 60; round++)
        {
            var content = (byte[])Samples.Get(names[round % names.Length]).Clone();
            for (var change = 0; change < 1 + (round % 7); change++)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            var result = await Cli.RunAsync(["replay", _directory.Write("damaged", content), "--dry-run"]);
            Assert.That(result.Code, Is.EqualTo(0).Or.EqualTo(1), result.Error);
        }
    }

    [Test]
    public async Task A_bomb_does_not_fill_the_memory()
    {
        // One endless line, compressed to little: it is given up at the bound on records.
        var bomb = _directory.File("bomb.gz");
        await using (var gzip = new System.IO.Compression.GZipStream(File.Create(bomb), System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write("{\"resourceSpans\":[{\"x\":\""u8);
            var filler = new byte[1 << 20];
            filler.AsSpan().Fill((byte)'a');
            for (var i = 0; i < 140; i++)
            {
                gzip.Write(filler);
            }
        }

        var result = await Cli.RunAsync(["replay", bomb, "--dry-run"]);
        Assert.That(result.Code, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("bomb.gz"));
    }

    [Test]
    public async Task Missing_files_and_wrong_command_lines_are_told()
    {
        foreach (var (line, said) in new[]
        {
            ("replay no-such-file --dry-run", "there is no such file or directory"),
            ("replay", "Required argument missing"),
            ("replay x --dry-run --output y", "--dry-run writes nothing"),
            ("replay x --bogus", "--bogus"),
            ("nonsense x --y", "There is no command 'nonsense'."),
            ("--bogus", "There is no option '--bogus'."),
            ("replay x --dry-run --config no-such.json", "no-such.json"),
            ("replay x -d {service.name}-x", "Argilla:Dataset is a template, which serve alone fills"),
        })
        {
            var result = await Cli.RunAsync(line.Split(' '));
            Assert.That(result.Code, Is.EqualTo(2), line);
            Assert.That(result.Error, Does.Contain(said), line);
            Assert.That(result.Out, Is.Empty, line);
        }
    }

    [Test]
    public async Task Settings_that_cannot_be_read_are_told_by_name()
    {
        var file = _directory.Write("settings.json", """{"Argilla":{"SamplingRatio":"lots"}}""");
        var result = await Cli.RunAsync(["replay", "x", "--dry-run", "--config", file]);

        Assert.That(result.Code, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("Argilla:SamplingRatio"));
    }

    [Test]
    public async Task Names_of_files_do_no_harm_to_a_terminal()
    {
        var file = _directory.Write("a\u001b]0;title\u0007b", "no OTLP");
        var result = await Cli.RunAsync(["replay", file, "--dry-run"]);

        Assert.That(result.Error, Does.Contain("a\\u{1b}]0;title\\u{7}b"));
        Assert.That(result.Error + result.Out, Does.Not.Contain("\u001b"));
    }

    /// <summary>A disk without room, as Linux has one to try.</summary>
    [TestCase("replay FILE --output /dev/full", "Not complete: the output cannot be written")]
    [TestCase("replay FILE --dry-run", "error: the output cannot be written")]
    [TestCase("explain FILE", "error: the output cannot be written")]
    [Platform("Linux")]
    public async Task Output_without_room_is_told(string line, string said)
    {
        var input = _directory.Write("traces.proto", Samples.Get("proto-traces.proto"));
        await using var full = new FullWriter();
        using var error = new StringWriter();
        using var output = new StringWriter();
        var writesFile = line.Contains("--output", StringComparison.Ordinal);
        var code = await CommandLine.RunAsync(line.Replace("FILE", input, StringComparison.Ordinal).Split(' '), new CommandIo
        {
            Out = writesFile ? output : full,
            Error = error,
            OpenInput = () => Stream.Null,
            OpenOutput = () => Stream.Null,
            Environment = new Dictionary<string, string?>(),
        });

        Assert.That(code, Is.EqualTo(ExitCodes.Incomplete));
        Assert.That(output.ToString() + error, Does.Contain(said));
        if (writesFile)
        {
            Assert.That(output.ToString(), Does.Contain("Records written: 0"));
        }
    }

    [Test]
    public async Task Of_a_file_that_is_no_OTLP_nothing_is_said_about_spans()
    {
        var result = await Cli.RunAsync(["explain", _directory.Write("broken", "no OTLP")]);

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Incomplete));
        Assert.That(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1), result.Error);
    }

    private sealed class FullWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device");
    }
}
