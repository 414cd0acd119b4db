namespace OTel.Argilla.Sidecar.Traces;

/// <summary>
/// Arrays for the spans of short traces, as most are, to be used again: a trace outgrows four of them on its way to twenty spans, and the last one lives for minutes, so that the
/// garbage collector would move it about. Not thread-safe.
/// </summary>
internal sealed class LinkRows
{
    /// <summary>In small steps: of a trace of twenty spans nothing is left over.</summary>
    private const int Step = 4;

    private const int MostRows = 32;

    /// <summary>What is not used takes at most this.</summary>
    private const int MostBytes = 256 * 1024;

    private readonly Stack<byte[]>[] _free = Enumerable.Range(0, (MostRows / Step) + 1).Select(static _ => new Stack<byte[]>()).ToArray();
    private int _bytes;

    /// <summary>A larger array with what stands in this one, which is not the caller's any more.</summary>
    /// <param name="rows">The rows, all in use.</param>
    /// <param name="size">How many bytes a row takes.</param>
    public byte[] Grow(byte[] rows, int size)
    {
        var count = rows.Length / size;
        var larger = Rent(count < MostRows ? count + Step : count + (count / Step), size);
        rows.CopyTo(larger, 0);
        Return(rows, size);
        return larger;
    }

    /// <summary>Nobody uses the array any more.</summary>
    public void Return(byte[] rows, int size)
    {
        var count = rows.Length / size;
        if (count is > 0 and <= MostRows && _bytes + rows.Length <= MostBytes)
        {
            _bytes += rows.Length;
            _free[count / Step].Push(rows);
        }
    }

    private byte[] Rent(int count, int size)
    {
        if (count <= MostRows && _free[count / Step].TryPop(out var rows))
        {
            _bytes -= rows.Length;
            return rows;
        }

        return GC.AllocateUninitializedArray<byte>(count * size);
    }
}
