namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// Arrays that chunks were in, for those that come. A chunk lives for seconds, long enough for the garbage collector to move it about before it is gone: at tens of
/// thousands a second that is a sixth of the work. Not for two threads at once.
/// </summary>
/// <param name="mostBytes">What is not used takes at most this.</param>
internal sealed class ChunkArrays(int mostBytes)
{
    /// <summary>Arrays come in multiples of this.</summary>
    private const int Grain = 2 * 1024;

    /// <summary>Longer ones are rare, and left to the garbage collector.</summary>
    private const int Longest = 48 * 1024;

    private readonly Stack<byte[]>[] _free = Enumerable.Range(0, (Longest / Grain) + 1).Select(static _ => new Stack<byte[]>()).ToArray();
    private readonly List<byte[]> _left = [];
    private bool _isUsed;
    private int _bytes;

    /// <summary>An array of at least this length. What stands in it is of no meaning.</summary>
    public byte[] Rent(int length)
    {
        if (length > Longest)
        {
            return GC.AllocateUninitializedArray<byte>(length);
        }

        var grains = (length + Grain - 1) / Grain;
        if (_free[grains].TryPop(out var array))
        {
            _bytes -= array.Length;
            return array;
        }

        return GC.AllocateUninitializedArray<byte>(grains * Grain);
    }

    /// <summary>Nobody asks for the array any more, wherever it is from; whoever reads it may do so until <see cref="EndUse"/>.</summary>
    public void Return(byte[] array)
    {
        if (_isUsed)
        {
            _left.Add(array);
        }
        else if (array.Length is > 0 and <= Longest && array.Length % Grain == 0 && _bytes + array.Length <= mostBytes)
        {
            _bytes += array.Length;
            _free[array.Length / Grain].Push(array);
        }
    }

    /// <summary>Forgets all that are not used.</summary>
    public void Clear()
    {
        Array.ForEach(_free, static arrays => arrays.Clear());
        _left.Clear();
        _bytes = 0;
    }

    /// <summary>From now on arrays that are returned stay as they are.</summary>
    public void BeginUse() => _isUsed = true;

    /// <summary>Nobody reads what was returned any more.</summary>
    public void EndUse()
    {
        _isUsed = false;
        foreach (var array in _left)
        {
            Return(array);
        }

        _left.Clear();
    }
}
