namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>An exception of ours whose message holds nothing that an app or a model has said, and may be shown as it is.</summary>
internal sealed class TellableException(string message) : InvalidOperationException(message);
