namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>Times of OTLP are unsigned, ours are not: what lies beyond the year 2262 is the end of time.</summary>
internal static class OtlpTime
{
    public static long Clamp(ulong unixNano) => (long)Math.Min(unixNano, long.MaxValue);
}
