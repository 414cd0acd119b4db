using System.Security.Cryptography;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>
/// Hashes ids for tables. Ids come from clients: some count upwards, and who wants to do harm chooses them so that all fall into one place of a table and each look takes
/// as long as there are ids. So every process hashes differently, and all bits of an id tell in all bits of its hash.
/// </summary>
internal static class IdHash
{
    private static readonly ulong Seed = Random();
    private static readonly ulong HighFactor = Random() | 1;
    private static readonly ulong FirstFactor = Random() | 1;
    private static readonly ulong SecondFactor = Random() | 1;

    public static int Of(ulong high, ulong low) => Of(high, low, HighFactor);

    /// <summary>As <see cref="Of(ulong, ulong)"/>, with a factor that is not left to chance.</summary>
    public static int Of(ulong high, ulong low, ulong highFactor)
    {
        // Mixed before they are added: otherwise, where both halves are alike, factor and sum are a multiplication by an even number, which moves bits out.
        high = (high ^ Seed) * highFactor;
        return Of(low + ((high ^ (high >> 32)) * FirstFactor));
    }

    public static int Of(ulong id)
    {
        id ^= Seed;
        id = (id ^ (id >> 32)) * FirstFactor;
        id = (id ^ (id >> 32)) * SecondFactor;
        return (int)(id >> 32);
    }

    private static ulong Random()
    {
        var bytes = new byte[sizeof(ulong)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return BitConverter.ToUInt64(bytes, 0);
    }
}
