namespace OTel.Argilla.Sidecar.Routing;

/// <summary>Patterns in which <c>*</c> stands for any number of characters.</summary>
internal static class Wildcard
{
    /// <summary>Takes time of the product of both lengths at worst.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (at, star, retry) = (0, -1, 0);
        for (var i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, retry) = (at++, i);
            }
            else if (at < pattern.Length && pattern[at] == text[i])
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                (at, i) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }
}
