using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.TestApp;

// record:  one chat span, shutdown, and the record as the server has it
// dispose: one chat span, and the end of a process that disposes of its provider
// leave:   one chat span, and the end of a process that does not
var mode = args is [var first, ..] ? first : "record";

var provider = Sdk.CreateTracerProviderBuilder()
    .AddSource(Chat.Source.Name)
    .AddGenAISources()
    .AddArgillaExporter(options => options.RecordHook = record =>
    {
        record.Metadata["seen"] = true;
        return record;
    })
    .Build();
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
