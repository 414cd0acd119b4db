using OTel.Argilla.Sidecar.Ingest;

namespace OTel.Argilla.Sidecar.Serving;

/// <summary>What stands between the receivers and Argilla: journal, assembly and delivery. Disposing it stops without waiting for Argilla; nothing is lost by that.</summary>
internal interface ISidecar : IIngestService, IAsyncDisposable
{
    /// <summary>How things stand. Cheap enough to be asked every second, and safe on any thread.</summary>
    SidecarState Look();

    /// <summary>
    /// After the receivers have stopped: finishes what is in hand, gives Argilla until the time-out to take the records that are ready, and checkpoints the journal. Traces that
    /// are not complete stay in it, and records that Argilla has not taken.
    /// </summary>
    Task StopAsync(TimeSpan timeout);
}
