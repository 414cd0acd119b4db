using System.Net;

namespace OTel.Argilla.Emulator;

/// <summary>The command line of <c>argilla-emulator</c>.</summary>
internal static class CommandLine
{
    public const string DefaultUrl = "http://127.0.0.1:6900";

    public const string Help = $"""
        argilla-emulator: the REST API of Argilla 2.8 in one process.

        Usage: argilla-emulator [options]

          --urls URL       Where to listen: http://<IP address or localhost>:<port>. Port 0: a free one.
                           Default: {DefaultUrl}, which only this machine can reach.
          --data FILE      Keep everything in this SQLite file. Default: in memory, gone at the end.
                           Two emulators never share a file.
          --setup FILE     Start with the users, workspaces and datasets of this JSON file, if there is no user yet.
                           Default: owner 'argilla' with key 'argilla.apikey' and password '12345678', workspace 'argilla'.
          --like KIND      sqlite (default) or postgresql: refuse what Argilla over PostgreSQL refuses.
          --vectors KIND   work (default) or refused: refuse vector indexes as Argilla over OpenSearch 2.19 does.
          --help           Show this.

        """;

    /// <summary>The options to start with, or null when help was asked for.</summary>
    /// <exception cref="EmulatorException">An option is unknown, or its value is missing or wrong.</exception>
    public static ArgillaEmulatorOptions? Read(IReadOnlyList<string> args)
    {
        var options = new ArgillaEmulatorOptions { Url = new Uri(DefaultUrl) };
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            switch (name)
            {
                case "--help" or "-h" or "-?":
                    return null;
                case "--urls":
                    options.Url = Url(value ?? Next(args, ref i));
                    break;
                case "--data":
                    options.DataFile = value ?? Next(args, ref i);
                    break;
                case "--setup":
                    options.Setup = File(value ?? Next(args, ref i));
                    break;
                case "--like":
                    options.LikePostgresql = OneOf(name, value ?? Next(args, ref i), "sqlite", "postgresql");
                    break;
                case "--vectors":
                    options.RefuseVectors = OneOf(name, value ?? Next(args, ref i), "work", "refused");
                    break;
                default:
                    throw new EmulatorException($"There is no option '{args[i]}'. See argilla-emulator --help.");
            }
        }

        return options;
    }

    /// <summary>Whether other machines can reach what listens there.</summary>
    public static bool IsBeyondLoopback(Uri url) => !(url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private static (string Name, string? Value) Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static string Next(IReadOnlyList<string> args, ref int i) => ++i < args.Count && args[i].Length > 0
        ? args[i]
        : throw new EmulatorException($"The option '{args[i - 1]}' needs a value. See argilla-emulator --help.");

    private static Uri Url(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/"
        ? url
        : throw new EmulatorException($"'{value}' is no address to listen on. Give one, of the form {DefaultUrl}; https is not spoken.");

    private static string File(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new EmulatorException($"The setup file '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static bool OneOf(string name, string value, string no, string yes) => value == yes
        || (value == no ? false : throw new EmulatorException($"'{value}' is no value of {name}: give {no} or {yes}."));
}
