using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// One string for each name, since spans of one app have the same few hundred names over and over. One table a thread. Bounded: what finds no
/// room is a string of its own.
/// </summary>
internal sealed class NameTable
{
    private const int MaxNames = 8192;
    private const int MaxLength = 128;

    [ThreadStatic]
    private static NameTable? _ofThread;

    private (byte[] Utf8, string Text)[] _slots = new (byte[], string)[256];
    private int _count;

    /// <summary>The name, for spans and attributes of any client.</summary>
    public static string Get(ReadOnlySpan<byte> utf8) => utf8.Length switch
    {
        0 => string.Empty,
        > MaxLength => Encoding.UTF8.GetString(utf8),
        _ => (_ofThread ??= new NameTable()).Find(utf8),
    };

    /// <summary>As ids are hashed: names come from clients too.</summary>
    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        ref var first = ref MemoryMarshal.GetReference(utf8);
        var hash = (ulong)utf8.Length;
        var at = 0;
        for (; at <= utf8.Length - sizeof(ulong); at += sizeof(ulong))
        {
            hash = (uint)IdHash.Of(hash, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)));
        }

        var rest = 0UL;
        for (; at < utf8.Length; at++)
        {
            rest = (rest << 8) | utf8[at];
        }

        return IdHash.Of(hash, rest);
    }

    private string Find(ReadOnlySpan<byte> utf8)
    {
        var slot = Hash(utf8) & (_slots.Length - 1);
        for (; _slots[slot].Utf8 is { } known; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (utf8.SequenceEqual(known))
            {
                return _slots[slot].Text;
            }
        }

        var name = Encoding.UTF8.GetString(utf8);
        if (_count < MaxNames)
        {
            _slots[slot] = (utf8.ToArray(), name);
            if (++_count * 2 > _slots.Length)
            {
                Grow();
            }
        }

        return name;
    }

    private void Grow()
    {
        var known = _slots;
        _slots = new (byte[], string)[known.Length * 2];
        foreach (var name in known)
        {
            if (name.Utf8 is null)
            {
                continue;
            }

            var slot = Hash(name.Utf8) & (_slots.Length - 1);
            while (_slots[slot].Utf8 is not null)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = name;
        }
    }
}
