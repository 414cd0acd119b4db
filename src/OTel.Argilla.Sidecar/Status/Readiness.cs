using System.Buffers;
using System.Text.Json;
using OTel.Argilla.Sidecar.Serving;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>
/// Whether requests should be sent here. What matters is whether they would be kept: Argilla being away changes nothing in that, so that by default it is no
/// reason to take the sidecar out of service.
/// </summary>
internal sealed class Readiness
{
    /// <summary>How things stand, and whether they have to stand so for the sidecar to be ready.</summary>
    private readonly List<(string Name, bool Holds, bool IsNeeded, string Text)> _checks = [];

    public Readiness(SidecarState state, StatusOptions options)
    {
        _checks.Add(("journal", state.JournalProblem is null, true, state.JournalProblem ?? "It takes requests."));
        _checks.Add(("rebuilding", !state.IsRebuilding, true, state.IsRebuilding ? "What an earlier process has left is being read." : "All that an earlier process has left is read."));
        _checks.Add(("backlog", options.MaxBacklogAge <= TimeSpan.Zero || state.BacklogAge <= options.MaxBacklogAge, options.MaxBacklogAge > TimeSpan.Zero, BacklogText(state, options)));
        _checks.Add(("argilla", state.Argilla is ArgillaReach.Reachable or ArgillaReach.Unknown, options.NeedsArgilla, ReachText(state.Argilla)));
    }

    public bool IsReady => _checks.TrueForAll(static check => check.Holds || !check.IsNeeded);

    /// <summary>Why it is not; empty when it is.</summary>
    public string Reasons => string.Join(" ", _checks.Where(static check => check.IsNeeded && !check.Holds).Select(static check => check.Text));

    public static string ReachText(ArgillaReach reach) => reach switch
    {
        ArgillaReach.NotConfigured => "No address is set: everything stays in the journal.",
        ArgillaReach.Unknown => "Nothing was sent yet.",
        ArgillaReach.Reachable => "It answers.",
        _ => "It does not answer, or does not let us in. Records are kept.",
    };

    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteBoolean("ready", IsReady);
        writer.WriteStartObject("checks");
        foreach (var (name, holds, isNeeded, text) in _checks)
        {
            writer.WriteStartObject(name);
            writer.WriteBoolean("ok", holds);
            writer.WriteBoolean("needed", isNeeded);
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static string BacklogText(SidecarState state, StatusOptions options) => state.OutboxRecords == 0
        ? "No record waits."
        : $"The oldest record has waited for {Shown.Duration(state.BacklogAge)}"
            + (options.MaxBacklogAge > TimeSpan.Zero ? $", of {Shown.Duration(options.MaxBacklogAge)} that are allowed." : ".");
}
