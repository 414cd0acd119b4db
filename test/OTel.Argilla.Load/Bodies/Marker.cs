using System.Globalization;

namespace OTel.Argilla.Load.Bodies;

/// <summary>
/// What tells the texts of one trace from those of another, 16 digits in its messages and response ids. Without it, traces that hold the same words at the same time are
/// views of one conversation.
/// </summary>
internal static class Marker
{
    public const int Length = 16;

    public static string Of(long number) => number.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>In a template, where the number of the trace is not known yet.</summary>
    public static string OfSlot(int slot) => "feedface" + slot.ToString("x8", CultureInfo.InvariantCulture);
}
