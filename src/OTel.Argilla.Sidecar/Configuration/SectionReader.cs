using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>
/// Reads settings of a section one by one, and collects what is wrong: values of another kind, and names that nobody has asked for. Values are not repeated,
/// since some are secret.
/// </summary>
/// <param name="section">The section.</param>
/// <param name="placeOf">Where a setting stands, for a person to find it; null when nobody knows.</param>
internal sealed class SectionReader(IConfigurationSection section, Func<string, string?>? placeOf = null)
{
    private readonly List<string> _problems = [];
    private readonly List<Setting> _settings = [];

    /// <summary>The settings that were asked for.</summary>
    public IReadOnlyList<Setting> Settings => _settings;

    public void Text(string name, string? current, Action<string> set) => Value(name, current, "a text", static text => text, set);

    public void Boolean(string name, bool current, Action<bool> set) =>
        Value(name, current, "true or false", static text => bool.TryParse(text, out var value) ? value : (bool?)null, value => set(value!.Value));

    public void Int32(string name, int current, Action<int> set) => Value(
        name, current, "a whole number", static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (int?)null, value => set(value!.Value));

    public void Int64(string name, long current, Action<long> set) => Value(
        name, current, "a whole number", static text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (long?)null, value => set(value!.Value));

    public void Duration(string name, TimeSpan current, Action<TimeSpan> set) => Value(
        name, current, "a time span such as 00:00:10", static text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : (TimeSpan?)null, value => set(value!.Value));

    public void Choice<T>(string name, T current, Action<T> set)
        where T : struct, Enum => Value(
        name, current, "one of " + string.Join(", ", Enum.GetNames<T>()), static text => Parse<T>(text), value => set(value!.Value));

    public void Address(string name, Uri? current, Action<Uri> set) =>
        Value(name, current, "an address such as http://collector:4318", static text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null, set);

    /// <summary>A list as one has it in a file, or several values with commas between them, as one has it in the environment.</summary>
    public void List(string name, IList<string> target)
    {
        Add(name, target);
        var list = section.GetSection(name);
        if (list.GetChildren().FirstOrDefault(static child => child.GetChildren().Any()) is { } wrong)
        {
            AddProblem(wrong.Path, "must be a text");
        }

        var values = list.Value?.Split(',') ?? list.GetChildren().Select(static child => child.Value ?? string.Empty);
        foreach (var value in values.Select(static value => value.Trim()).Where(static value => value.Length > 0))
        {
            target.Add(value);
        }
    }

    public void Map(string name, IDictionary<string, string> target)
    {
        Add(name, target);
        foreach (var entry in Entries(name, "names with values"))
        {
            target[entry.Key] = entry.Value ?? string.Empty;
        }
    }

    /// <summary>A map of names to values of an enumeration.</summary>
    public void Choices<T>(string name, IDictionary<string, T> target)
        where T : struct, Enum
    {
        Add(name, target.Select(static pair => $"{pair.Key}: {pair.Value}").ToList());
        foreach (var entry in Entries(name, "names with values"))
        {
            if (Parse<T>(entry.Value?.Trim() ?? string.Empty) is { } value)
            {
                target[entry.Key] = value;
            }
            else
            {
                AddProblem(entry.Path, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
            }
        }
    }

    /// <summary>A list of things that have settings of their own.</summary>
    public void Items(string name, Action<SectionReader> read)
    {
        Add(name, null);
        foreach (var entry in Entries(name, "a list"))
        {
            var reader = new SectionReader(entry, placeOf);
            read(reader);
            _problems.AddRange(reader.Problems());
        }
    }

    /// <summary>Says that a setting which could be read is wrong nevertheless.</summary>
    public void Wrong(string name, string problem) => AddProblem($"{section.Path}:{name}", problem);

    /// <summary>What is wrong; one sentence each.</summary>
    public IReadOnlyList<string> Problems() => [.. _problems, .. UnknownSettings.Find(section, [.. _settings.Select(static setting => setting.Name)], placeOf)];

    // Not a number, which Enum.TryParse takes too.
    private static T? Parse<T>(string text)
        where T : struct, Enum => text.Length > 0 && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string? Shown(object? value) => value switch
    {
        null or "" => null,
        bool flag => flag ? "true" : "false",
        IEnumerable list and not string => string.Join(", ", list.Cast<object>()) is { Length: > 0 } text ? text : null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private void Value<T>(string name, object? current, string what, Func<string, T?> parse, Action<T> set)
    {
        Add(name, current);
        if (section[name]?.Trim() is not { Length: > 0 } text)
        {
            if (section.GetSection(name).GetChildren().Any())
            {
                AddProblem($"{section.Path}:{name}", $"must be {what}, and one");
            }

            return;
        }

        if (parse(text) is { } value)
        {
            set(value);
        }
        else
        {
            AddProblem($"{section.Path}:{name}", $"must be {what}");
        }
    }

    private IEnumerable<IConfigurationSection> Entries(string name, string what)
    {
        var entries = section.GetSection(name);
        if (!string.IsNullOrWhiteSpace(entries.Value))
        {
            AddProblem(entries.Path, $"must be {what}");
        }

        return entries.GetChildren();
    }

    private void Add(string name, object? current) => _settings.Add(new Setting(name, Shown(current)));

    private void AddProblem(string path, string problem) => _problems.Add($"{path}{UnknownSettings.At(path, placeOf)} {problem}.");
}
