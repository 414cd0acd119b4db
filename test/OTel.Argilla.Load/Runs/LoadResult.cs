namespace OTel.Argilla.Load.Runs;

/// <summary>What a run has shown.</summary>
/// <param name="SpansPerSecond">Until the last of them was acknowledged.</param>
/// <param name="Latencies">Until each request was acknowledged.</param>
/// <param name="CpuSecondsPerMillion">CPU of the server for a million spans, until it had nothing more to do.</param>
/// <param name="ResidentMegabytes">At most.</param>
internal sealed record LoadResult(double SpansPerSecond, Latencies Latencies, double CpuSecondsPerMillion, double ResidentMegabytes);
