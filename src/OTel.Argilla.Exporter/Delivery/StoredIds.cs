namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Which records this process has on disk, so that their newer versions do not overtake them. Ids are kept as hashes: a false hit only takes a
/// record the longer way. It belongs to the spool, under its lock.
/// </summary>
internal sealed class StoredIds
{
    private readonly Dictionary<string, int[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<int> _hashes = [];

    public bool IsEmpty => _files.Count == 0;

    public void Add(string path, IEnumerable<string> externalIds)
    {
        var hashes = externalIds.Select(Hash).ToArray();
        _files.Add(path, hashes);
        _hashes.UnionWith(hashes);
    }

    /// <summary>Forgets files that are gone, whoever delivered them.</summary>
    public void Prune()
    {
        var gone = _files.Keys.Where(static path => !File.Exists(path)).ToArray();
        if (gone.Length == 0)
        {
            return;
        }

        foreach (var path in gone)
        {
            _ = _files.Remove(path);
        }

        _hashes.Clear();
        foreach (var hashes in _files.Values)
        {
            _hashes.UnionWith(hashes);
        }
    }

    public bool MayHold(string externalId)
    {
        var hash = Hash(externalId);
        if (!_hashes.Contains(hash))
        {
            return false;
        }

        Prune();
        return _hashes.Contains(hash);
    }

    private static int Hash(string externalId) => StringComparer.Ordinal.GetHashCode(externalId);
}
