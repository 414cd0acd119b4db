using System.Globalization;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>The values that stand for the placeholders of a recording, bound by the first answer that shows them.</summary>
public sealed partial class Placeholders(Uri server)
{
    private const string Time = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?";

    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);

    public void Bind(string name, string value) => _bound[name] = value;

    /// <summary>The text to send.</summary>
    public string Fill(string text) => Placeholder().Replace(text, match => match.Groups["name"].Value switch
    {
        var name when name.StartsWith("repeat:", StringComparison.Ordinal) => Repeat(name),
        var name when name.StartsWith("key:", StringComparison.Ordinal) => name["key:".Length..] + ".apikey",
        var name when name.StartsWith("uuid:", StringComparison.Ordinal) => _bound.TryGetValue(name, out var id) ? id : _bound[name] = Guid.NewGuid().ToString(),
        "time" => "2025-01-01T00:00:00.000001",
        var name => _bound.GetValueOrDefault(name, match.Value),
    });

    /// <summary>Whether the answered text is the recorded one; binds what it shows for the first time.</summary>
    public bool Fits(string expected, string actual)
    {
        if (!expected.Contains("{{", StringComparison.Ordinal))
        {
            return expected == actual;
        }

        var names = new List<string>();
        var pattern = new System.Text.StringBuilder("^");
        var at = 0;
        foreach (Match match in Placeholder().Matches(expected))
        {
            pattern.Append(Regex.Escape(expected[at..match.Index]));
            at = match.Index + match.Length;
            pattern.Append(Pattern(match.Groups["name"].Value, match.Value, names));
        }

        var found = Regex.Match(actual, pattern.Append(Regex.Escape(expected[at..])).Append("$(?!\n)").ToString(), RegexOptions.Singleline);
        if (!found.Success)
        {
            return false;
        }

        for (var i = 0; i < names.Count; i++)
        {
            _bound[names[i]] = found.Groups[$"p{i}"].Value;
        }

        return true;
    }

    private string Pattern(string name, string whole, List<string> names)
    {
        if (_bound.TryGetValue(name, out var value))
        {
            return Regex.Escape(value);
        }

        switch (name.Split(':')[0])
        {
            case "uuid":
                names.Add(name);
                return $"(?<p{names.Count - 1}>[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})";
            case "jwt":
                names.Add(name);
                return $"(?<p{names.Count - 1}>[\\w-]+\\.[\\w-]+\\.[\\w-]+)";
            case "repeat":
                return Regex.Escape(Repeat(name));
            case "key":
                return Regex.Escape(name["key:".Length..] + ".apikey");
            case "base":
                return Regex.Escape(server.GetLeftPart(UriPartial.Authority));
            case "time":
                return Time;
            default:
                return Regex.Escape(whole);
        }
    }

    private static string Repeat(string name)
    {
        var parts = name.Split(':', 3);
        return string.Concat(Enumerable.Repeat(parts[2], int.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z]+(:[^}]*)?)\}\}")]
    private static partial Regex Placeholder();
}
