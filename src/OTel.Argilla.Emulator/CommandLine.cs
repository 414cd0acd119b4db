namespace OTel.Argilla.Emulator;

/// <summary>The emulator's command line.</summary>
internal static class CommandLine
{
    private const string Usage = "Usage: argilla-emulator [--urls http://127.0.0.1:6900] [--data FILE] [--setup FILE] [--like sqlite|postgresql]";

    public static ArgillaEmulatorOptions Read(string[] args)
    {
        var options = new ArgillaEmulatorOptions { Url = new Uri("http://127.0.0.1:6900") };
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new EmulatorException(Usage);
            switch (args[i])
            {
                case "--urls" when Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp:
                    options.Url = url;
                    break;
                case "--data":
                    options.DataFile = value;
                    break;
                case "--setup" when File.Exists(value):
                    options.Setup = File.ReadAllText(value);
                    break;
                case "--setup":
                    throw new EmulatorException($"There is no setup file '{value}'.");
                case "--like" when value is "sqlite" or "postgresql":
                    options.LikePostgresql = value == "postgresql";
                    break;
                default:
                    throw new EmulatorException(Usage);
            }
        }

        return options;
    }
}
