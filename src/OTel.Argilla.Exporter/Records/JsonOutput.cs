using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// Writes compact JSON, one value behind the other, with the commas between them. It trusts its caller to open and close in order: a record is forty
/// small members around two texts, where the platform's writer spends more on its checks than on the bytes.
/// </summary>
internal sealed class JsonOutput
{
    /// <summary>Longest number that is written here: sign, digits, point, exponent.</summary>
    private const int LongestNumber = 40;

    private readonly PooledBuffer _bytes;
    private bool _needsComma;

    public JsonOutput(PooledBuffer bytes) => _bytes = bytes;

    /// <summary>What comes next stands at the beginning.</summary>
    public void Reset() => _needsComma = false;

    public void StartObject() => Open((byte)'{');

    public void EndObject() => Close((byte)'}');

    public void StartArray() => Open((byte)'[');

    public void EndArray() => Close((byte)']');

    /// <param name="name">The name of a member, nothing in it that JSON escapes.</param>
    public void Name(ReadOnlySpan<byte> name)
    {
        _bytes.Advance(WriteName(name, _bytes.GetSpan(name.Length + 4)));
        _needsComma = false;
    }

    public void Name(JsonEncodedText name) => Name(name.EncodedUtf8Bytes);

    /// <summary>A name that somebody else chose.</summary>
    public void AnyName(ReadOnlySpan<byte> name)
    {
        Text(name);
        _bytes.Append(":"u8);
        _needsComma = false;
    }

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Separate();
        JsonStringEscaper.Write(utf8, _bytes);
    }

    /// <summary>A member that is a text of plain ASCII, as names and ids are; false, with nothing written, for any other.</summary>
    public bool TryPlainText(JsonEncodedText name, string text)
    {
        var encodedName = name.EncodedUtf8Bytes;
        var room = _bytes.GetSpan(encodedName.Length + text.Length + 6);
        var at = WriteName(encodedName, room);
        room[at++] = (byte)'"';
        if (!JsonStringEscaper.TryCopyPlain(text.AsSpan(), room.Slice(at)))
        {
            return false;
        }

        at += text.Length;
        room[at++] = (byte)'"';
        _bytes.Advance(at);
        _needsComma = true;
        return true;
    }

    /// <summary>A text whose JSON is there already, without the quotation marks.</summary>
    public void Literal(ReadOnlySpan<byte> inside)
    {
        Separate();
        var room = _bytes.GetSpan(inside.Length + 2);
        room[0] = (byte)'"';
        inside.CopyTo(room.Slice(1));
        room[inside.Length + 1] = (byte)'"';
        _bytes.Advance(inside.Length + 2);
    }

    public void Number(long number)
    {
        Separate();
        _ = Utf8Formatter.TryFormat(number, _bytes.GetSpan(LongestNumber), out var length);
        _bytes.Advance(length);
    }

    public void Number(decimal number)
    {
        Separate();
        _ = Utf8Formatter.TryFormat(number, _bytes.GetSpan(LongestNumber), out var length);
        _bytes.Advance(length);
    }

    /// <summary>A finite number, in the shortest form that reads back as the same, and with a fraction: Argilla takes <c>3.0</c> for a float property, and refuses <c>3</c>.</summary>
    public void Number(double number)
    {
        Separate();
        var room = _bytes.GetSpan(LongestNumber);
#if NET
        _ = number.TryFormat(room, out var length, default, CultureInfo.InvariantCulture);
#else
        var length = Messages.Utf8.GetBytes(number.ToString("R", CultureInfo.InvariantCulture).AsSpan(), room);
#endif
        if (room.Slice(0, length).IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            room[length++] = (byte)'.';
            room[length++] = (byte)'0';
        }

        _bytes.Advance(length);
    }

    /// <summary>So many thousandths, as <see cref="Number(double)"/> writes them.</summary>
    public void Thousandths(long number)
    {
        Number(number / 1000);
        var room = _bytes.GetSpan(4);
        var rest = (int)(number % 1000);
        room[0] = (byte)'.';
        room[1] = (byte)('0' + (rest / 100));
        room[2] = (byte)('0' + (rest / 10 % 10));
        room[3] = (byte)('0' + (rest % 10));
        _bytes.Advance(rest % 10 != 0 ? 4 : rest % 100 != 0 ? 3 : 2);
    }

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Null() => Raw("null"u8);

    /// <summary>A value that is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        _bytes.Append(json);
    }

    private int WriteName(ReadOnlySpan<byte> name, Span<byte> room)
    {
        var at = 0;
        if (_needsComma)
        {
            room[at++] = (byte)',';
        }

        room[at++] = (byte)'"';
        name.CopyTo(room.Slice(at));
        at += name.Length;
        room[at++] = (byte)'"';
        room[at++] = (byte)':';
        return at;
    }

    private void Open(byte bracket)
    {
        Separate();
        Append(bracket);
        _needsComma = false;
    }

    private void Close(byte bracket)
    {
        Append(bracket);
        _needsComma = true;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            Append((byte)',');
        }

        _needsComma = true;
    }

    private void Append(byte b)
    {
        _bytes.GetSpan(1)[0] = b;
        _bytes.Advance(1);
    }
}
