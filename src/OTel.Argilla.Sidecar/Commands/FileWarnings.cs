using System.Globalization;
using OTel.Argilla.Sidecar.Files;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>Says what is wrong with a file.</summary>
internal static class FileWarnings
{
    public static void Say(FileReport report, Action<string> say)
    {
        var name = SafeText.Line(report.Name);
        if (report.Error is { } error)
        {
            say($"error: {name}: {SafeText.Line(error)}");
            return;
        }

        foreach (var damage in report.Damages)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"warning: {name}: {damage.Length:N0} bytes from byte {damage.Offset:N0} on hold no whole export and are passed over: {SafeText.Line(damage.Reason)}"));
        }

        if (report.DamageCount > report.Damages.Count)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"warning: {name}: {report.DamageCount - report.Damages.Count:N0} more damaged parts"));
        }

        if (report.OtherValues > 0)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"warning: {name}: {report.OtherValues:N0} JSON values are no OTLP exports and are passed over"));
        }
    }
}
