namespace OTel.Argilla.Emulator.Search;

/// <summary>
/// The order in which a user gets the records of a search of their own without sort: another one for each user, the same each time until a record changes, so
/// that reviewers do not all begin with the same record.
/// </summary>
internal static class RandomOrder
{
    /// <summary>A number from 0 to below 1 for a record at a position of the index.</summary>
    public static double Of(string user, long position)
    {
        // FNV-1a over the id, then the finalizer of SplitMix64, which spreads neighbours.
        var hash = 14695981039346656037UL;
        foreach (var c in user)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash += (ulong)position * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return ((hash ^ (hash >> 31)) >> 11) / (double)(1UL << 53);
    }
}
