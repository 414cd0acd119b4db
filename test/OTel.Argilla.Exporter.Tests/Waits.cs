namespace OTel.Argilla.Exporter.Tests;

/// <summary>
/// How long tests wait for what is sure to come. They go on as soon as it has, so this says only when a test has failed, and must hold on a machine that
/// does much else. It is shorter than the time-out of a request, so that waiting for one of those is a failure, too.
/// </summary>
internal static class Waits
{
    public const int Long = 60_000;
}
