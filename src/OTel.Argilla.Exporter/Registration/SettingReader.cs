using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>
/// Reads one setting after the other from <c>Argilla:{name}</c>, else <c>Argilla</c>. By hand instead of by a binder: that needs reflection, and passes over
/// what it cannot read in silence.
/// </summary>
internal sealed class SettingReader
{
    public const string Section = "Argilla";

    private readonly IConfiguration _configuration;
    private readonly string? _named;
    private readonly List<string> _names = new();
    private readonly List<string> _problems = new();

    public SettingReader(IConfiguration configuration, string optionsName)
    {
        _configuration = configuration;
        _named = optionsName.Length == 0 ? null : Section + ":" + optionsName;
    }

    /// <summary>The settings that were asked for.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>What could not be read; one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public void Text(string setting, Action<string> set)
    {
        if (Find(setting).Value is { } value)
        {
            set(value);
        }
    }

    public void Int32(string setting, Action<int> set) => Read(setting, set, "a whole number such as 200",
        (string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value));

    public void Int64(string setting, Action<long> set) => Read(setting, set, "a whole number of bytes such as 67108864",
        (string text, out long value) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value));

    public void Double(string setting, Action<double> set) => Read(setting, set, "a number such as 0.1",
        (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value));

    public void Boolean(string setting, Action<bool> set) => Read(setting, set, "true or false", (string text, out bool value) => bool.TryParse(text, out value));

    public void Duration(string setting, Action<TimeSpan> set) => Read(setting, set, "a time span such as 00:02:00 (two minutes)",
        (string text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value));

    public void ProcessorType(string setting, Action<ExportProcessorType> set) => Read(setting, set, "Simple or Batch", TryParseProcessorType);

    public void Map(string setting, IDictionary<string, string> target)
    {
        foreach (var entry in Entries(setting))
        {
            if (entry.Value is { } value)
            {
                target[entry.Key] = value;
            }
        }
    }

    public void Dialects(string setting, IDictionary<string, ArgillaDialect> target)
    {
        foreach (var entry in Entries(setting))
        {
            if (!target.TryGetValue(entry.Key, out var dialect))
            {
                target[entry.Key] = dialect = new ArgillaDialect();
            }

            DialectSettings.Read(entry, dialect, _problems);
        }
    }

    /// <summary>What the section of this setting holds, then what the named one adds.</summary>
    private IEnumerable<IConfigurationSection> Entries(string setting)
    {
        _names.Add(setting);
        if (_configuration[Section + ":" + setting] is { Length: > 0 })
        {
            _problems.Add($"The setting {Section}:{setting} cannot be read: it must be names with values.");
        }

        var entries = _configuration.GetSection(Section + ":" + setting).GetChildren();
        return _named is null ? entries : entries.Concat(_configuration.GetSection(_named + ":" + setting).GetChildren());
    }

    private void Read<T>(string setting, Action<T> set, string form, TryParse<T> tryParse)
    {
        var (key, text) = Find(setting);
        if (text is null)
        {
            return;
        }

        if (!tryParse(text.Trim(), out var value))
        {
            _problems.Add($"The setting {key} is '{text}', which cannot be read: write {form}.");
            return;
        }

        set(value);
    }

    // Not Enum.TryParse, which takes any number.
    private static bool TryParseProcessorType(string text, out ExportProcessorType value)
    {
        value = text.Equals(nameof(ExportProcessorType.Simple), StringComparison.OrdinalIgnoreCase) ? ExportProcessorType.Simple : ExportProcessorType.Batch;
        return value == ExportProcessorType.Simple || text.Equals(nameof(ExportProcessorType.Batch), StringComparison.OrdinalIgnoreCase);
    }

    // An empty value is none: that is how a variable is unset in many a deployment file.
    private (string Key, string? Value) Find(string setting)
    {
        _names.Add(setting);
        if (_named is not null && _configuration[_named + ":" + setting] is { Length: > 0 } named)
        {
            return (_named + ":" + setting, named);
        }

        var key = Section + ":" + setting;
        if (_configuration[key] is { Length: > 0 } value)
        {
            return (key, value);
        }

        if (_configuration.GetSection(key).GetChildren().Any())
        {
            _problems.Add($"The setting {key} cannot be read: it must be one value, not a list or a section.");
        }

        return (key, null);
    }

    private delegate bool TryParse<T>(string text, out T value);
}
