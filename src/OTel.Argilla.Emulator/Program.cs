using OTel.Argilla.Emulator;

try
{
    var options = CommandLine.Read(args);
    await using var emulator = await ArgillaEmulator.StartAsync(options);
    Console.WriteLine($"Argilla emulator (REST API of Argilla 2.8) listens on {emulator.Url}");
    Console.WriteLine($"API key: {emulator.ApiKey}   workspace: {emulator.Workspace}   data: {options.DataFile ?? "in memory"}");
    Console.WriteLine("Point the exporter at it:");
    Console.WriteLine($"  ARGILLA_API_URL={emulator.Url} ARGILLA_API_KEY={emulator.ApiKey} ARGILLA_WORKSPACE={emulator.Workspace}");
    await emulator.WaitForShutdownAsync();
    return 0;
}
catch (EmulatorException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
