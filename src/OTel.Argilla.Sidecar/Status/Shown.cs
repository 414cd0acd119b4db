using System.Globalization;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>Numbers as people read them.</summary>
internal static class Shown
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Rate(double value) => value.ToString(value is > 0 and < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    public static string Bytes(long value)
    {
        var (size, unit) = ((double)value, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
        {
            size /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size.ToString(unit > 0 && size < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture)} {Units[unit]}");
    }

    public static string Duration(TimeSpan value) => value switch
    {
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalMinutes:0} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{value.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.TotalDays:0} days"),
    };

    public static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
