using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>
/// Settings of a YAML file, as <c>Section:Key</c>. It reads the parser's events, with no objects made by reflection. What a person writes into a settings
/// file is taken; aliases, which can grow without bound, and several documents are not.
/// </summary>
internal sealed class YamlSettings : ConfigurationProvider, IConfigurationSource
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, long> _lines = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingsFileException">It is no YAML, or holds what no settings file holds.</exception>
    public YamlSettings(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            Read(parser);
        }
        catch (YamlException exception)
        {
            // Its message may quote the file.
            throw new SettingsFileException($"it is no YAML at {(TabOf(text) is { } tab ? tab + ": indent with spaces" : Place(Later(exception.Start, parser.Current?.End)))}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The parser's own, on some malformed input.
            throw new SettingsFileException($"it is no YAML behind {Place(parser.Current?.Start ?? Mark.Empty)}");
        }
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>The line where the setting or section stands, from 1; null when it is not here.</summary>
    public long? LineOf(string path) => _lines.TryGetValue(path, out var line) ? line : null;

    private static string Place(in Mark mark) => FormattableString.Invariant($"line {mark.Line}, column {mark.Column}");

    private static Mark Later(in Mark one, Mark? other) => other is { } mark && mark.Index > one.Index ? mark : one;

    /// <summary>A tab in the indentation, which the parser reports at another place.</summary>
    private static string? TabOf(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indentation = line[..^line.TrimStart(" \t").Length];
            if (indentation.Length < line.Length && indentation.IndexOf('\t') is >= 0 and var tab)
            {
                return FormattableString.Invariant($"line {number}, column {tab + 1}");
            }
        }

        return null;
    }

    private void Read(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            return;
        }

        parser.Consume<DocumentStart>();
        if (parser.Accept<Scalar>(out var scalar) && IsNull(scalar))
        {
            parser.MoveNext();
        }
        else if (parser.Accept<MappingStart>(out _))
        {
            ReadNode(parser, string.Empty, 0);
        }
        else
        {
            throw new SettingsFileException("it holds no sections: begin with a line such as 'Argilla:'");
        }

        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
        {
            throw new SettingsFileException($"there is a second document at {Place(parser.Current!.Start)}: leave one");
        }
    }

    private void ReadNode(Parser parser, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new SettingsFileException($"it is nested too deep at {Place(parser.Current!.Start)}");
        }

        switch (parser.Current)
        {
            case Scalar scalar:
                Data[path] = IsNull(scalar) ? null : scalar.Value;
                parser.MoveNext();
                break;
            case MappingStart:
                parser.MoveNext();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    if (parser.Current is not Scalar key)
                    {
                        throw new SettingsFileException($"there is no name at {Place(parser.Current!.Start)}");
                    }

                    parser.MoveNext();
                    ReadChild(parser, path, key.Value, key.Start, depth);
                }

                break;
            case SequenceStart:
                parser.MoveNext();
                for (var i = 0; !parser.TryConsume<SequenceEnd>(out _); i++)
                {
                    ReadChild(parser, path, i.ToString(System.Globalization.CultureInfo.InvariantCulture), parser.Current!.Start, depth);
                }

                break;
            default:
                throw new SettingsFileException($"there is an alias at {Place(parser.Current!.Start)}: write the value itself");
        }
    }

    private void ReadChild(Parser parser, string path, string key, in Mark mark, int depth)
    {
        var child = path.Length == 0 ? key : ConfigurationPath.Combine(path, key);
        if (!_lines.TryAdd(child, mark.Line))
        {
            throw new SettingsFileException(FormattableString.Invariant($"the name at {Place(mark)} is there already, in line {_lines[child]}"));
        }

        ReadNode(parser, child, depth + 1);
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
}
