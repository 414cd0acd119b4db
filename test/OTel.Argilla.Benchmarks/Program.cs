using BenchmarkDotNet.Running;
using OTel.Argilla.Benchmarks;
using OTel.Argilla.Benchmarks.Emulator;

if (args is ["emulator", .. var command])
{
    await EmulatorSpeed.Measure(command);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ChatBenchmarks).Assembly).Run(args);
