using System.Buffers;
using System.Diagnostics;

namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>
/// A body in memory that comes from the pool and goes back to it when its last user has released it. It grows with what has come, not with what a header
/// announces: who sends nothing gets little.
/// </summary>
/// <param name="budget">Bounds what all bodies take.</param>
/// <param name="usualBytes">How large bodies mostly are: once the first of it have come, it grows to this at once, where the budget allows.</param>
internal sealed class BodyBuffer(BufferBudget budget, int usualBytes = BodyBuffer.FirstBytes)
{
    /// <summary>Room for a body of which nothing has come.</summary>
    public const int FirstBytes = 4096;

    private byte[] _bytes = [];
    private int _users = 1;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, Length);

    /// <summary>The content to read, as long as nobody changes or releases it.</summary>
    public Stream AsStream() => new MemoryStream(_bytes, 0, Length, writable: false);

    /// <summary>Room behind the content, for at least one byte and at most so many; nothing when the budget is spent.</summary>
    public Memory<byte> GetRoom(int most)
    {
        Debug.Assert(most > 0, "nobody asks for nothing");
        var doubled = Math.Max(FirstBytes, _bytes.Length);
        var wanted = _bytes.Length == 0 ? FirstBytes : Math.Max(doubled, usualBytes - _bytes.Length);
        if (Length == _bytes.Length && !TryGrow(Math.Min(most, wanted)) && (wanted == doubled || !TryGrow(Math.Min(most, doubled))))
        {
            return default;
        }

        return _bytes.AsMemory(Length, Math.Min(most, _bytes.Length - Length));
    }

    public void Advance(int count) => Length += count;

    /// <summary>Makes room for so many bytes in all; false when the budget is spent.</summary>
    public bool TryReserve(int bytes) => bytes <= _bytes.Length || TryGrow(bytes - _bytes.Length);

    /// <summary>One more user, who releases it too.</summary>
    public BodyBuffer Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Release()
    {
        var left = Interlocked.Decrement(ref _users);
        Debug.Assert(left >= 0, "released once by each user");
        if (left == 0)
        {
            GiveBack(_bytes);
            _bytes = [];
            Length = 0;
        }
    }

    private bool TryGrow(int by)
    {
        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length + by);
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        Content.Span.CopyTo(larger);
        GiveBack(_bytes);
        _bytes = larger;
        return true;
    }

    private void GiveBack(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            budget.Return(bytes.Length);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
