using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using OTel.Argilla.Sidecar.Files;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Files;

/// <summary>How often the bytes of a file are looked at is bounded, whatever they are: counted, not timed.</summary>
public sealed class DamagedInputWorkTests
{
    private const int Length = 1024 * 1024;
    private const long FreeLooks = 8 * 1024 * 1024;

    [TestCase("{\"resourceSpans\":[", TestName = "Nothing but beginnings on one line")]
    [TestCase("{\"resourceSpans\":[]", TestName = "Beginnings that nearly end")]
    [TestCase("{\n", TestName = "Objects that never end, a line each")]
    [TestCase("\"a\": [\n", TestName = "Arrays that never end, a line each")]
    [TestCase("{\"resourceSpans\":[\n", TestName = "Torn lines")]
    [TestCase("{\"a\":\"\\\n", TestName = "Texts that never end")]
    public void A_search_for_what_is_whole_is_given_up(string part)
    {
        var window = Read(Repeat(Encoding.UTF8.GetBytes(part)), JsonFile.Read, out var report);

        Assert.That(window.Looks, Is.LessThan(FreeLooks + (20L * Length)));
        Assert.That(report.Exports, Is.Zero);
        Assert.That(report.DamageCount, Is.EqualTo(1), "nothing in between is whole: it is one damage");
    }

    [Test]
    public void An_export_laid_out_over_lines_and_cut_off_is_no_search_from_each_line()
    {
        var node = JsonNode.Parse(Encoding.UTF8.GetString(Samples.Get("json-batched.jsonl")).Split('\n').First(static line => line.Contains("resourceSpans")))!;
        var resources = node["resourceSpans"]!.AsArray();
        for (var i = resources.Count; i < 800; i++)
        {
            resources.Add(resources[i % 40]!.DeepClone());
        }

        var laidOut = Encoding.UTF8.GetBytes(node.ToJsonString(new() { WriteIndented = true }));
        var window = Read(laidOut[..^100], JsonFile.Read, out var report);

        Assert.That(window.Looks, Is.LessThan(FreeLooks + (20L * laidOut.Length)));
        Assert.That(report.Exports, Is.Zero);
    }

    [TestCase("", "", "")]
    [TestCase("[", ",", "]")]
    public void Values_without_line_ends_cost_no_more_than_lines(string start, string between, string end)
    {
        const string Export = "{\"resourceSpans\":[]}";
        var count = Length / (Export.Length + between.Length);
        var window = Read(Encoding.UTF8.GetBytes(start + string.Join(between, Enumerable.Repeat(Export, count)) + end), JsonFile.Read, out var report);

        Assert.That((report.Exports, report.DamageCount), Is.EqualTo((count, 0)));
        Assert.That(window.Looks, Is.LessThan(6L * Length));
    }

    /// <summary>Each record has the head of the next in a field that no one reads, so that all of them can be read nearly to the end of the file.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void Records_within_records_are_given_up(bool endsInGarbage)
    {
        var bytes = new byte[Length];
        for (var at = 0; at + 16 <= Length; at += 8)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), Length - at - 4 - (endsInGarbage ? 0 : at / 8 % 2));
            bytes.AsSpan(at, 1).Clear();
            new byte[] { 0x0A, 0x00, 0x12, 0x04 }.CopyTo(bytes, at + 4);
        }

        if (endsInGarbage)
        {
            bytes.AsSpan(^8).Fill(0xFF);
        }

        var window = Read(bytes, FramedFile.Read, out _);

        Assert.That(window.Looks, Is.LessThan(FreeLooks + (20L * Length)));
    }

    private static byte[] Repeat(byte[] part)
    {
        var bytes = new byte[Length / part.Length * part.Length];
        for (var at = 0; at < bytes.Length; at += part.Length)
        {
            part.CopyTo(bytes, at);
        }

        return bytes;
    }

    private static ByteWindow Read(byte[] content, Action<ByteWindow, ExportIntake> read, out FileReport report)
    {
        report = new FileReport("file");
        var intake = new ExportIntake(static (_, _, _) => { });
        intake.Open(report);
        using var window = new ByteWindow(new MemoryStream(content));
        read(window, intake);
        return window;
    }
}
