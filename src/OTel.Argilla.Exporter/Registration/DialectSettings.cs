using Microsoft.Extensions.Configuration;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>Reads one dialect of the user's from its section. A member that is not known is most likely misspelt, and would be passed over in silence: it fails.</summary>
internal static class DialectSettings
{
    public static void Read(IConfigurationSection section, ArgillaDialect dialect, List<string> problems)
    {
        foreach (var member in section.GetChildren())
        {
            switch (member.Key.ToUpperInvariant())
            {
                case "SCOPE":
                    dialect.Scope = Text(member);
                    break;
                case "SPANNAME":
                    dialect.SpanName = Text(member);
                    break;
                case "DETECTKEY":
                    dialect.DetectKey = Text(member);
                    break;
                case "DETECTVALUE":
                    dialect.DetectValue = Text(member);
                    break;
                case "KIND":
                    dialect.Kind = Text(member);
                    break;
                case "KINDKEY":
                    dialect.KindKey = Text(member);
                    break;
                case "KINDS":
                    AddKinds(member, dialect.Kinds);
                    break;
                case "INPUT":
                    AddKeys(member, dialect.Input);
                    break;
                case "OUTPUT":
                    AddKeys(member, dialect.Output);
                    break;
                default:
                    problems.Add($"The setting {member.Path} is not known: a dialect has Scope, SpanName, DetectKey, DetectValue, Kind, KindKey, Kinds, Input and Output.");
                    break;
            }
        }
    }

    // An empty value is none, as everywhere in the section.
    private static string? Text(IConfigurationSection member) => member.Value is { Length: > 0 } value ? value : null;

    private static void AddKinds(IConfigurationSection member, IDictionary<string, string> kinds)
    {
        foreach (var entry in member.GetChildren())
        {
            kinds[entry.Key] = entry.Value ?? string.Empty;
        }
    }

    /// <summary>One key, or a list of them.</summary>
    private static void AddKeys(IConfigurationSection member, IList<string> keys)
    {
        keys.Clear();
        if (Text(member) is { } single)
        {
            keys.Add(single);
        }

        foreach (var entry in member.GetChildren())
        {
            keys.Add(entry.Value ?? string.Empty);
        }
    }
}
