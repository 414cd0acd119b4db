using System.Globalization;
using BenchmarkDotNet.Running;
using OTel.Argilla.Benchmarks;
using OTel.Argilla.Benchmarks.Emulator;
using OTel.Argilla.Benchmarks.Otlp;

if (args is ["emulator", .. var command])
{
    await EmulatorSpeed.Measure(command);
    return;
}

if (args is ["replay-input", var path, var size])
{
    ReplayInput.Write(path, long.Parse(size, CultureInfo.InvariantCulture));
    return;
}

if (args is ["ingest-cost"])
{
    IngestCost.Measure();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ChatBenchmarks).Assembly).Run(args);
