using System.Globalization;
using System.Text;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>How values become columns and come back.</summary>
internal static class Documents
{
    public static byte[] Blob(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(object? blob) => Encoding.UTF8.GetString((byte[])blob!);

    public static byte[] Doc(object? value) => JsonText.Stored(value);

    public static Map Map(object? blob) => (Map)JsonReader.Read((byte[])blob!)!;

    public static RawJson Raw(object? blob) => new((byte[])blob!);

    /// <summary>In the order of time, so that a batch writes few pages of the index of ids, however large it is.</summary>
    public static string NewId() => Guid.CreateVersion7().ToString();

    /// <summary>Naive UTC ISO text with microseconds, as SQLAlchemy gives it; a whole second has no fraction.</summary>
    public static string Timestamp(TimeProvider time)
    {
        var now = time.GetUtcNow();
        var format = now.Ticks % TimeSpan.TicksPerSecond < 10 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.ffffff";
        return now.ToString(format, CultureInfo.InvariantCulture);
    }
}
