namespace OTel.Argilla.Exporter.Assembly;

/// <summary>The id of a response with its hash, which is computed once: of a trace that is let go nobody has the letters at hand.</summary>
internal readonly struct ResponseKey : IEquatable<ResponseKey>
{
    private readonly string _id;
    private readonly int _hash;

    public ResponseKey(string id)
    {
        _id = id;
        _hash = StringComparer.Ordinal.GetHashCode(id);
    }

    public bool Equals(ResponseKey other) => _hash == other._hash && (ReferenceEquals(_id, other._id) || _id == other._id);

    public override bool Equals(object? obj) => obj is ResponseKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
