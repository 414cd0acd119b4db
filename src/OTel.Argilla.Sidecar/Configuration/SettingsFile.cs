using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>A file of settings: JSON when its name ends with <c>.json</c>, else YAML.</summary>
internal static class SettingsFile
{
    /// <exception cref="SettingsFileException">It is malformed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IConfigurationProvider Read(string path)
    {
        using var file = File.OpenRead(path);
        if (!Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            using var text = new StreamReader(file);
            return new YamlSettings(text.ReadToEnd());
        }

        try
        {
            return new JsonSettings(file);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // The parser's message may quote the file; what the provider itself says names a key at most.
            throw (exception as JsonException ?? exception.InnerException as JsonException) is { } malformed
                ? new SettingsFileException(FormattableString.Invariant($"it is no JSON at line {malformed.LineNumber + 1}, column {malformed.BytePositionInLine + 1}"))
                : new SettingsFileException(exception.Message);
        }
    }

    /// <summary>Read at once, so that what is wrong with this file is not told of another.</summary>
    private sealed class JsonSettings : JsonStreamConfigurationProvider
    {
        public JsonSettings(Stream content)
            : base(new JsonStreamConfigurationSource()) => Load(content);

        public override void Load()
        {
            // By the constructor.
        }
    }
}
