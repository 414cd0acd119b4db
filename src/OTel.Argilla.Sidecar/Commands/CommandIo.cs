using OTel.Argilla.Sidecar.Hosting;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>What a command reads from and writes to; tests give it their own.</summary>
internal sealed class CommandIo
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens standard output for bytes.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    /// <summary>Where relative paths begin.</summary>
    public string WorkingDirectory { get; init; } = System.Environment.CurrentDirectory;

    /// <summary>Makes what stands behind the receivers.</summary>
    public SidecarFactory Sidecar { get; init; } = Serving.Sidecar.Open;

    public bool IsInputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool IsOutTerminal { get; init; }

    /// <summary>Columns of the terminal, which may change while a bar is shown.</summary>
    public Func<int> Width { get; init; } = static () => 100;

    /// <summary>Colours only where a person looks, and did not ask for none (no-color.org).</summary>
    public bool UsesColour => IsOutTerminal && string.IsNullOrEmpty(Environment.GetValueOrDefault("NO_COLOR")) && Environment.GetValueOrDefault("TERM") != "dumb";

    public static CommandIo FromProcess()
    {
        var environment = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            environment[(string)entry.Key] = entry.Value as string;
        }

        return new CommandIo
        {
            Out = Console.Out,
            Error = Console.Error,
            OpenInput = Console.OpenStandardInput,
            OpenOutput = Console.OpenStandardOutput,
            Environment = environment,
            IsInputTerminal = !Console.IsInputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            IsOutTerminal = !Console.IsOutputRedirected,
            Width = static () => Math.Clamp(Console.WindowWidth, 40, 200),
        };
    }
}
