using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OTel.Argilla.Sidecar.Receivers.Settings;

/// <summary>
/// Reads settings of a section one by one, and collects what is wrong: values of another kind, and names that nobody has asked for. Values are not repeated,
/// since some are secret.
/// </summary>
internal sealed class SectionReader(IConfigurationSection section)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _known = [];

    /// <summary>The names that were asked for.</summary>
    public IReadOnlyList<string> Known => _known;

    public void Text(string name, Action<string> set) => Value(name, "a text", static text => text, set);

    public void Int32(string name, Action<int> set) =>
        Value(name, "a whole number", static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (int?)null, value => set(value!.Value));

    public void Int64(string name, Action<long> set) =>
        Value(name, "a whole number", static text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (long?)null, value => set(value!.Value));

    public void Duration(string name, Action<TimeSpan> set) =>
        Value(name, "a time span such as 00:00:10", static text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : (TimeSpan?)null, value => set(value!.Value));

    public void Choice<T>(string name, Action<T> set)
        where T : struct, Enum =>
        Value(name, "one of " + string.Join(", ", Enum.GetNames<T>()), static text => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : (T?)null, value => set(value!.Value));

    public void Address(string name, Action<Uri> set) =>
        Value(name, "an address such as http://collector:4318", static text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null, set);

    /// <summary>A list as one has it in a file, or several values with commas between them, as one has it in the environment.</summary>
    public void List(string name, IList<string> target)
    {
        _known.Add(name);
        var list = section.GetSection(name);
        var values = list.Value?.Split(',') ?? list.GetChildren().Select(static child => child.Value ?? string.Empty);
        foreach (var value in values.Select(static value => value.Trim()).Where(static value => value.Length > 0))
        {
            target.Add(value);
        }
    }

    public void Map(string name, IDictionary<string, string> target)
    {
        _known.Add(name);
        foreach (var entry in section.GetSection(name).GetChildren())
        {
            target[entry.Key] = entry.Value ?? string.Empty;
        }
    }

    /// <summary>What is wrong; one sentence each.</summary>
    public IReadOnlyList<string> Problems() => [.. _problems, .. Unknown(section, string.Empty)];

    private void Value<T>(string name, string what, Func<string, T?> parse, Action<T> set)
    {
        _known.Add(name);
        if (section[name]?.Trim() is not { Length: > 0 } text)
        {
            return;
        }

        if (parse(text) is { } value)
        {
            set(value);
        }
        else
        {
            _problems.Add($"{section.Path}:{name} must be {what}.");
        }
    }

    private IEnumerable<string> Unknown(IConfigurationSection at, string prefix)
    {
        foreach (var child in at.GetChildren())
        {
            var name = prefix + child.Key;
            if (_known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (_known.Exists(known => known.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)))
            {
                foreach (var problem in Unknown(child, name + ":"))
                {
                    yield return problem;
                }
            }
            else
            {
                yield return $"{section.Path}:{name} is no setting. There are: {string.Join(", ", _known)}.";
            }
        }
    }
}
