using OTel.Argilla.Exporter.Delivery;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>Where the records of a replay go. It takes them all, however fast they come.</summary>
internal interface IReplayTarget : IRecordDelivery
{
    /// <summary>Why it takes no more; null while it does.</summary>
    string? Trouble { get; }

    /// <summary>Waits until everything is where it belongs. False when something is not.</summary>
    /// <param name="waiting">Told now and then how many records are on their way.</param>
    bool Finish(Action<int> waiting);
}
