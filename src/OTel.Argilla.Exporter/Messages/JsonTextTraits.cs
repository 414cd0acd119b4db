namespace OTel.Argilla.Exporter.Messages;

/// <summary>What a JSON string has besides plain characters.</summary>
[Flags]
internal enum JsonTextTraits
{
    None = 0,

    /// <summary>It must be decoded.</summary>
    Escapes = 1,

    /// <summary>Escapes of UTF-16 units: NUL or half a character may be among them.</summary>
    Units = 2,

    /// <summary>Control characters as they are, which JSON forbids.</summary>
    Controls = 4,
}
