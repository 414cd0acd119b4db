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

    public static int Of(ulong high, ulong low) => Of(low + (high * HighFactor));

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
