using System.Runtime.InteropServices;
using OTel.Argilla.Emulator;

var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

try
{
    if (CommandLine.Read(args) is not { } options)
    {
        Console.Write(CommandLine.Help);
        return 0;
    }

    await using var emulator = await ArgillaEmulator.StartAsync(options);
    if (CommandLine.IsBeyondLoopback(emulator.Url))
    {
        await Console.Error.WriteLineAsync(
            $"warning: {emulator.Url} can be reached from other machines. The emulator is for tests: its keys are no secrets, and what it holds is not protected.");
    }

    Console.WriteLine($"Argilla emulator (REST API of Argilla 2.8) listens on {emulator.Url}");
    Console.WriteLine($"API key: {emulator.ApiKey}   workspace: {emulator.Workspace}   data: {options.DataFile ?? "in memory"}");
    Console.WriteLine("Point the exporter at it:");
    Console.WriteLine($"  ARGILLA_API_URL={emulator.Url} ARGILLA_API_KEY={emulator.ApiKey} ARGILLA_WORKSPACE={emulator.Workspace}");
    await ended.Task;
    return 0;
}
catch (EmulatorException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.TrySetResult();
}
