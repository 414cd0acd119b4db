using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.TestApp;

// record:  one chat span, shutdown, and the record as the server has it
// dispose: one chat span, and the end of a process that disposes of its provider
// leave:   one chat span, and the end of a process that does not
// obey:    does what the lines of its standard input say, until it is killed
var mode = args is [var first, ..] ? first : "record";

using var said = mode == "obey" ? new Said() : null;
var provider = Sdk.CreateTracerProviderBuilder()
    .AddSource(Chat.Source.Name)
    .AddGenAISources()
    .AddArgillaExporter(options => options.RecordHook = record =>
    {
        record.Metadata["seen"] = true;
        return record;
    })
    .Build();
if (mode == "obey")
{
    Commands.Obey(provider);
    return 0;
}

Chat.Run("Why?", "Because.");

if (mode == "leave")
{
    Console.WriteLine("leaving");
    return 0;
}

Console.WriteLine("disposing");
provider.Dispose();
if (mode == "dispose")
{
    return 0;
}

var record = await Server.ReadRecordAsync(Chat.TraceId);
Console.WriteLine(record ?? "no record");
return record is null ? 1 : 0;
