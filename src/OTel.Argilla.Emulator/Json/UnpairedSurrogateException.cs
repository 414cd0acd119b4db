using System.Globalization;

namespace OTel.Argilla.Emulator.Json;

/// <summary>Python's refusal to encode half of a surrogate pair as UTF-8, worded as Python words it.</summary>
internal sealed class UnpairedSurrogateException(char unit, int position) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"'utf-8' codec can't encode character '\\u{(int)unit:x4}' in position {position}: surrogates not allowed"))
{
}
