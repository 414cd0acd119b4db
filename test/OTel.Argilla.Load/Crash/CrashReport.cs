namespace OTel.Argilla.Load.Crash;

/// <summary>What a crash test has shown.</summary>
/// <param name="Kills">How often the sidecar was killed.</param>
/// <param name="Requests">Requests that were acknowledged.</param>
/// <param name="Again">How often one was sent again.</param>
/// <param name="Traces">Traces.</param>
/// <param name="Records">Records at Argilla.</param>
/// <param name="Problems">How they differ from those of <c>replay</c>.</param>
internal sealed record CrashReport(int Kills, int Requests, int Again, int Traces, int Records, IReadOnlyList<string> Problems)
{
    public override string ToString() =>
        $"{Kills} kills, {Requests} requests acknowledged ({Again} sendings again), {Traces} traces, {Records} records; {(Problems.Count == 0 ? "the same as replay gives" : string.Join('\n', Problems))}";
}
