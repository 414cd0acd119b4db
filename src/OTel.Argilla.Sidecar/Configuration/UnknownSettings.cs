using Microsoft.Extensions.Configuration;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>Finds names that are no settings: most likely misspelt, they would be passed over in silence.</summary>
internal static class UnknownSettings
{
    /// <summary>A sentence for each.</summary>
    /// <param name="section">The section.</param>
    /// <param name="known">Names of the settings within it; what is below such a name belongs to it.</param>
    /// <param name="placeOf">Where a setting stands.</param>
    public static List<string> Find(IConfigurationSection section, IReadOnlyList<string> known, Func<string, string?>? placeOf)
    {
        var problems = new List<string>();
        Find(section, string.Empty);
        return problems;

        void Find(IConfigurationSection at, string prefix)
        {
            foreach (var child in at.GetChildren())
            {
                var name = prefix + child.Key;
                if (known.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (known.Any(one => one.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) && child.Value is null)
                {
                    Find(child, name + ":");
                }
                else
                {
                    problems.Add($"{section.Path}:{name}{At(child.Path, placeOf)} is no setting. There are: {string.Join(", ", known)}.");
                }
            }
        }
    }

    public static string At(string path, Func<string, string?>? placeOf) => placeOf?.Invoke(path) is { } place ? $" ({place})" : string.Empty;
}
