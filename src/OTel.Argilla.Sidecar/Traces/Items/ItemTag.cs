namespace OTel.Argilla.Sidecar.Traces.Items;

/// <summary>
/// The first byte of an item: its kind in the low three bits, and these. Behind it stand, of all but resources and scopes: the number of its unit (left out
/// when that is the same as before), the trace's id when the unit is new, and the span's id. Then what the kind has. Numbers are varints, texts and bytes
/// have their length in front.
/// <list type="bullet">
/// <item>A link: the parent's id.</item>
/// <item>A span: the parent's id, start, length of time, name, bytes.</item>
/// <item>A log record: time, name, bytes.</item>
/// <item>A record: nothing.</item>
/// <item>A resource: service name, bytes.</item>
/// <item>A scope: name.</item>
/// </list>
/// </summary>
internal static class ItemTag
{
    public const byte KindMask = 0x07;

    /// <summary>It is of the unit of the item before it.</summary>
    public const byte SameUnit = 0x08;

    /// <summary>It has a parent; of a resource, a service name.</summary>
    public const byte HasParent = 0x10;

    public const byte IsError = 0x20;

    /// <summary>Its bytes are JSON.</summary>
    public const byte IsJson = 0x40;

    public const byte IsParentLocal = 0x80;
}
