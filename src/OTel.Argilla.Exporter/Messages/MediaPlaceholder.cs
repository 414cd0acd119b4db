using System.Globalization;
using System.Text;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// The line that stands for an image or file in a text: <c>[image: image/png]</c> for data, <c>[image: cat.png]</c> for an address.
/// The data itself is never copied.
/// </summary>
internal static class MediaPlaceholder
{
    private const int LongestName = 80;

    public static Utf8Text Of(ValueTape tape, Value part)
    {
        var source = Inner(part);
        var mime = FirstText(source, "mime_type"u8, "mimeType"u8, "media_type"u8, "mediaType"u8, "contentType"u8, "format"u8);
        var address = FirstText(source, "uri"u8, "url"u8, "file_uri"u8, "fileUri"u8, "image_url"u8);
        if (address.Span.StartsWith("data:"u8))
        {
            var end = address.Span.IndexOfAny((byte)';', (byte)',');
            mime = end > 5 ? new Utf8Text(address.Bytes.Slice(5, end - 5)) : mime;
            address = default;
        }

        var name = !address.IsEmpty ? FileName(address) : FirstText(source, "filename"u8, "file_name"u8, "name"u8);
        if (name.IsEmpty)
        {
            name = mime.IsEmpty ? FirstText(source, "file_id"u8, "fileId"u8) : mime;
        }

        return Compose(tape, KindOf(part, mime, address), name);
    }

    /// <summary>Many SDKs wrap the description: <c>{"type":"image_url","image_url":{"url":…}}</c>, <c>{"inline_data":{…}}</c>, <c>{"image":{…}}</c>.</summary>
    private static Value Inner(Value part)
    {
        foreach (var member in part.Members)
        {
            if (member.Value.IsObject && IsWrapper(member.Name.Span))
            {
                return member.Value["source"u8] is { IsObject: true } source ? source : member.Value;
            }
        }

        return part;
    }

    private static bool IsWrapper(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("image_url"u8) || name.SequenceEqual("source"u8) || name.SequenceEqual("inline_data"u8) || name.SequenceEqual("inlineData"u8)
        || name.SequenceEqual("file_data"u8) || name.SequenceEqual("fileData"u8) || name.SequenceEqual("image"u8) || name.SequenceEqual("audio"u8)
        || name.SequenceEqual("video"u8) || name.SequenceEqual("document"u8) || name.SequenceEqual("input_audio"u8) || name.SequenceEqual("file"u8)
        || name.SequenceEqual("media"u8);

    private static ReadOnlySpan<byte> KindOf(Value part, Utf8Text mime, Utf8Text address)
    {
        var modality = part["modality"u8].Text.Span;
        var type = part["type"u8].Text.Span;
        if (Says(modality, mime, type, address, "audio"u8))
        {
            return "audio"u8;
        }

        if (Says(modality, mime, type, address, "video"u8))
        {
            return "video"u8;
        }

        if (Says(modality, mime, type, address, "image"u8))
        {
            return "image"u8;
        }

        // A file is one only where something says so: bare data in a prompt is nearly always an image.
        return mime.IsEmpty && !type.StartsWith("file"u8) && !part.TryGet("file_id"u8, out _) ? "image"u8 : "file"u8;
    }

    private static bool Says(ReadOnlySpan<byte> modality, Utf8Text mime, ReadOnlySpan<byte> type, Utf8Text address, ReadOnlySpan<byte> kind) =>
        modality.SequenceEqual(kind) || mime.Span.StartsWith(kind) || (mime.IsEmpty && address.IsEmpty && type.IndexOf(kind) >= 0)
        || (mime.IsEmpty && type.IndexOf(kind) >= 0);

    private static Utf8Text FileName(Utf8Text address)
    {
        var text = address.Bytes;
        var end = text.Span.IndexOfAny((byte)'?', (byte)'#');
        text = end >= 0 ? text.Slice(0, end) : text;
        var slash = text.Span.LastIndexOf((byte)'/');
        return new Utf8Text(slash >= 0 && slash + 1 < text.Length ? text.Slice(slash + 1) : text);
    }

    private static Utf8Text FirstText(Value value, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b = default, ReadOnlySpan<byte> c = default, ReadOnlySpan<byte> d = default, ReadOnlySpan<byte> e = default, ReadOnlySpan<byte> f = default)
    {
        foreach (var member in value.Members)
        {
            var name = member.Name.Span;
            if (member.Value.IsText && !member.Value.Text.IsEmpty
                && (name.SequenceEqual(a) || name.SequenceEqual(b) || name.SequenceEqual(c) || name.SequenceEqual(d) || name.SequenceEqual(e) || name.SequenceEqual(f)))
            {
                return member.Value.Text;
            }
        }

        return default;
    }

    /// <summary>More than is shown of it, and not all of a name of megabytes; never half a character.</summary>
    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> name)
    {
        const int LongestCharacter = 4;
        var length = Math.Min(name.Length, LongestName * LongestCharacter);
        while (length < name.Length && (name[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return name.Slice(0, length);
    }

    private static Utf8Text Compose(ValueTape tape, ReadOnlySpan<byte> kind, Utf8Text name)
    {
        var line = new StringBuilder("[").Append(Utf8.ToString(kind)).Append(": ");
        foreach (var c in name.IsEmpty ? "data" : Utf8.ToString(Beginning(name.Span)))
        {
            if (line.Length >= kind.Length + LongestName && !char.IsLowSurrogate(c))
            {
                break;
            }

            // One line, one bracket, in the order in which it is written: names come from outside.
            if (c is not ('[' or ']') && char.GetUnicodeCategory(c) is not (
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned))
            {
                line.Append(c);
            }
        }

        return new Utf8Text(tape.Arena.Copy(line.Append(']').ToString().AsSpan()));
    }
}
