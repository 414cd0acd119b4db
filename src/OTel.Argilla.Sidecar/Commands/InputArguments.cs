using System.CommandLine;
using OTel.Argilla.Sidecar.Files;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The files that a command reads.</summary>
internal static class InputArguments
{
    public static Argument<string[]> Paths()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Files or directories of recorded OTLP, '-' for standard input: request bodies in protobuf or JSON, and what a Collector's file exporter "
                + "writes, plain or compressed (gzip, zstd). The content tells which.",
        };

        // An argument that takes several values would take an option that does not exist for one more of them.
        paths.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith('-') && token.Value != InputFile.StandardInput)
                {
                    result.AddError($"There is no option '{token.Value}'. For a file of this name write './{token.Value}'.");
                }
            }
        });
        return paths;
    }

    /// <summary>A person who types OTLP in is more likely one who does not know that the command waits.</summary>
    public static void RefuseTerminal(IEnumerable<string> paths, CommandIo io)
    {
        if (io.IsInputTerminal && paths.Contains(InputFile.StandardInput))
        {
            throw new CommandException(ExitCodes.Usage, "Standard input is a terminal: pipe OTLP into the command, or name files.");
        }
    }
}
