using System.Runtime.InteropServices;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The id of a response by 96 bits of its hash, a third of which nobody outside of the process can know: there are hundreds of thousands, and their letters would be most
/// of what is remembered of a span.
/// </summary>
internal readonly struct ResponseKey : IEquatable<ResponseKey>
{
    private readonly ulong _content;
    private readonly int _hash;

    public ResponseKey(string id)
    {
        _content = ContentHash.Of(MemoryMarshal.AsBytes(id.AsSpan()));
        _hash = StringComparer.Ordinal.GetHashCode(id);
    }

    public bool Equals(ResponseKey other) => _hash == other._hash && _content == other._content;

    public override bool Equals(object? obj) => obj is ResponseKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
