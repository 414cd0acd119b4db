namespace OTel.Argilla.Exporter.Messages;

/// <summary>A value that puts itself onto a tape, from whatever bytes it is in.</summary>
internal interface ITapeValue
{
    /// <summary>Adds this value. False, with nothing added, when it holds none.</summary>
    bool TryAddTo(ValueTape tape);
}
