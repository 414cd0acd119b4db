namespace OTel.Argilla.Sidecar.Files;

/// <summary>What an export request in JSON begins with, in both spellings.</summary>
internal static class JsonMarks
{
    private static ReadOnlySpan<byte> Common => "{\"resource"u8;

    /// <summary>Where the bytes hold a member that only an export request has; -1 when nowhere.</summary>
    public static int Find(ReadOnlySpan<byte> json)
    {
        for (var from = 0; json[from..].IndexOf("\"resource"u8) is >= 0 and var at; from += at + 1)
        {
            if (IsSignal(json[(from + at + 9)..]))
            {
                return from + at;
            }
        }

        return -1;
    }

    /// <summary>Where, behind the first byte, the next export request may begin; -1 when nowhere.</summary>
    public static int FindStart(ReadOnlySpan<byte> json, int from)
    {
        for (; from < json.Length && json[from..].IndexOf(Common) is >= 0 and var at; from += at + 1)
        {
            if (IsSignal(json[(from + at + Common.Length)..]))
            {
                return from + at;
            }
        }

        return -1;
    }

    private static bool IsSignal(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("Spans\""u8) || rest.StartsWith("Logs\""u8) || rest.StartsWith("Metrics\""u8)
        || rest.StartsWith("_spans\""u8) || rest.StartsWith("_logs\""u8) || rest.StartsWith("_metrics\""u8);
}
