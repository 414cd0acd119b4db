using System.Runtime.InteropServices;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The id of a response by 64 bits of its hash: there are hundreds of thousands, and their letters would be most of what is remembered of a span. Half of the bits nobody
/// outside of the process can know.
/// </summary>
internal readonly struct ResponseKey : IEquatable<ResponseKey>
{
    private const int HalfBits = 32;

    private readonly ulong _hash;

    public ResponseKey(string id) =>
        _hash = ContentHash.Of(MemoryMarshal.AsBytes(id.AsSpan())) ^ ((ulong)(uint)StringComparer.Ordinal.GetHashCode(id) << HalfBits);

    public bool Equals(ResponseKey other) => _hash == other._hash;

    public override bool Equals(object? obj) => obj is ResponseKey other && Equals(other);

    public override int GetHashCode() => (int)(_hash >> HalfBits);
}
