using System.Text;

namespace OTel.Argilla.Sidecar.Routing;

/// <summary>
/// A dataset's name with places for attributes: <c>{service.name}-traces</c>, or <c>{team|shared}-traces</c> with what stands there when the attribute is missing, which
/// is <c>unknown</c> otherwise.
/// </summary>
internal sealed class DatasetTemplate
{
    /// <summary>Argilla takes no longer names.</summary>
    private const int MaxLength = 200;

    private const string Unknown = "unknown";

    /// <summary>Texts, and attributes with what stands there when they are missing.</summary>
    private readonly List<(string Text, string? Otherwise)> _parts;

    private DatasetTemplate(List<(string Text, string? Otherwise)> parts) => _parts = parts;

    /// <summary>Whether it has a place for an attribute.</summary>
    public bool HasAttributes => _parts.Exists(static part => part.Otherwise is not null);

    /// <summary>Reads a template; null, with what is wrong, when it is none.</summary>
    public static DatasetTemplate? Read(string text, out string? problem)
    {
        var parts = new List<(string Text, string? Otherwise)>();
        problem = null;
        for (var at = 0; at < text.Length;)
        {
            var brace = text.IndexOfAny(['{', '}'], at);
            if (brace < 0)
            {
                parts.Add((text[at..], null));
                break;
            }

            var end = text[brace] == '{' ? text.IndexOf('}', brace) : -1;
            var inner = end < 0 ? string.Empty : text[(brace + 1)..end];
            var bar = inner.IndexOf('|', StringComparison.Ordinal);
            var name = bar < 0 ? inner : inner[..bar];
            if (string.IsNullOrWhiteSpace(name) || inner.Contains('{', StringComparison.Ordinal))
            {
                problem = "has braces that enclose no attribute: write {service.name}, or {service.name|other} with what stands there when it is missing";
                return null;
            }

            if (brace > at)
            {
                parts.Add((text[at..brace], null));
            }

            parts.Add((name.Trim(), bar < 0 || bar == inner.Length - 1 ? Unknown : inner[(bar + 1)..]));
            at = end + 1;
        }

        return new DatasetTemplate(parts);
    }

    /// <summary>The dataset's name, as Argilla takes it whatever the attributes hold.</summary>
    /// <param name="attribute">The value of an attribute, or null.</param>
    public string Fill(Func<string, string?> attribute)
    {
        var name = new StringBuilder();
        foreach (var (text, otherwise) in _parts)
        {
            name.Append(otherwise is null ? text : attribute(text) is { } value && !string.IsNullOrWhiteSpace(value) ? value : otherwise);
        }

        return Valid(name.ToString());
    }

    /// <summary>Argilla takes any character, but a person has to read and type the name: those that cannot be seen become hyphens.</summary>
    private static string Valid(string name)
    {
        var result = new StringBuilder();
        foreach (var rune in name.Trim().EnumerateRunes().Take(MaxLength))
        {
            result.Append(Commands.SafeText.IsVisible(rune) ? rune.ToString() : "-");
        }

        return result.Length == 0 ? Unknown : result.ToString();
    }
}
