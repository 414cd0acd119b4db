using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Exporter.Tests.Pipeline.Conservation;

/// <summary>Ways in which a server fails for a request or three.</summary>
internal static class RandomFaults
{
    private const string Bulk = "/records/bulk";

    private static readonly Fault[] All =
    [
        Fault.Status(503),
        Fault.Status(401),
        Fault.Reset(),
        Fault.HtmlPage().For("GET"),
        Fault.Status(500).For("PUT", Bulk),
        Fault.Status(500, afterWrite: true).For("PUT", Bulk),
        Fault.Reset().For("PUT", Bulk),
        Fault.Reset(afterWrite: true).For("PUT", Bulk),
        Fault.Status(429, retryAfter: "3").For("PUT", Bulk),
        Fault.Status(413).For("PUT", Bulk),
        Fault.Status(404).For("PUT", Bulk),
        Fault.Status(422, body: """{"detail":"Record at position 0 is not valid because fields cannot be empty"}""").For("PUT", Bulk),
        Fault.Status(422, body: """{"detail":{"code":"argilla.api.errors::ValidationError","params":{"errors":[{"loc":["body","items",0,"fields"],"msg":"x","type":"value_error"}]}}}""").For("PUT", Bulk),
    ];

    public static Fault Pick(int choice)
    {
        var random = new Random(choice);
        return All[random.Next(All.Length)].Times(random.Next(1, 4));
    }
}
