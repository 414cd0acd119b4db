namespace OTel.Argilla.Exporter.Messages;

/// <summary>What a <see cref="Value"/> holds.</summary>
internal enum ValueKind : byte
{
    /// <summary>Nothing: the default value.</summary>
    Absent,
    Null,
    True,
    False,
    Number,
    Text,
    Array,
    Object,
}
