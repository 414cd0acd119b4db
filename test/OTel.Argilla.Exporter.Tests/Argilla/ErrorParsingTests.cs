using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Exporter.Tests.Argilla;

/// <summary>Every error answer recorded from a real server is understood.</summary>
public class ErrorParsingTests
{
    private static IEnumerable<TestCaseData> Recorded()
    {
        using var zip = new ZipArchive(typeof(ErrorParsingTests).Assembly.GetManifestResourceStream("exchanges.zip")!);
        foreach (var entry in zip.Entries)
        {
            using var document = JsonDocument.Parse(entry.Open());
            var number = 0;
            foreach (var exchange in document.RootElement.GetProperty("exchanges").EnumerateArray())
            {
                number++;
                var response = exchange.GetProperty("response");
                if (response.GetProperty("status").GetInt32() >= 400 && response.TryGetProperty("body", out var body))
                {
                    yield return new TestCaseData(response.GetProperty("status").GetInt32(), body.GetRawText(), exchange.GetProperty("request").GetProperty("path").GetString())
                        .SetArgDisplayNames(entry.Name, $"{number}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Recorded))]
    public void RecordedErrorsAreUnderstood(int status, string body, string path)
    {
        var error = ArgillaErrorParser.Parse(status, Encoding.UTF8.GetBytes(body));

        Assert.That(error.Kind, Is.EqualTo(status switch
        {
            400 or 422 => ArgillaErrorKind.Invalid,
            401 => ArgillaErrorKind.Unauthorized,
            403 => ArgillaErrorKind.Forbidden,
            404 => ArgillaErrorKind.NotFound,
            409 => ArgillaErrorKind.Conflict,
            500 => ArgillaErrorKind.ServerFault,
            _ => ArgillaErrorKind.NotArgilla,
        }));
        if (status == 500)
        {
            Assert.That(error.FaultType, Is.Not.Empty);
            Assert.That(error.Text, Is.Empty);
        }

        if (body.Contains("Record at position", StringComparison.Ordinal) || body.Contains("\"items\", ", StringComparison.Ordinal))
        {
            Assert.That(path, Does.EndWith("bulk"));
        }

        if (body.Contains("Record at position", StringComparison.Ordinal))
        {
            Assert.That(error.BadRecords, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void SchemaErrorsNameAllBadRecords()
    {
        const string Body = """{"detail":{"code":"argilla.api.errors::ValidationError","params":{"errors":[{"type":"a","loc":["body","items",7,"fields","x"],"msg":"m"},{"type":"a","loc":["body","items",2],"msg":"m"},{"type":"a","loc":["body","items",7,"metadata"],"msg":"m"}]}}}""";

        Assert.That(ArgillaErrorParser.Parse(422, Encoding.UTF8.GetBytes(Body)).BadRecords, Is.EqualTo((int[])[2, 7]));
    }

    [TestCase(502, ArgillaErrorKind.Unavailable)]
    [TestCase(403, ArgillaErrorKind.NotArgilla)]
    [TestCase(404, ArgillaErrorKind.NotArgilla)]
    [TestCase(401, ArgillaErrorKind.Unauthorized)]
    [TestCase(413, ArgillaErrorKind.Invalid)]
    [TestCase(429, ArgillaErrorKind.Throttled)]
    public void AProxysOwnAnswersAreToldFromArgillas(int status, object kind) =>
        Assert.That(ArgillaErrorParser.Parse(status, default).Kind, Is.EqualTo(kind));

    [TestCase("missing required value for field: 'prompt'", "missing required value for field: 'prompt'")]
    [TestCase("'my secret' is not an allowed term.", "'…' is not an allowed term.")]
    [TestCase("it's 'a' and it's", "it'…'s")]
    [TestCase("x Error parsing chat field 'c': [{'role': 'user', 'content': 'secret'}]", "x Error parsing chat field")]
    public void ReasonsKeepNamesAndHideValues(string reason, string shown) =>
        Assert.That(ReasonText.Redact(reason, static word => word == "prompt"), Is.EqualTo(shown));

    [TestCase("http://h:6900", "http://h:6900/")]
    [TestCase("http://h:6900/", "http://h:6900/")]
    [TestCase("https://u:p@h/x//?q=1#f", "https://h/x/")]
    public void TheAddressIsNormalised(string given, string used) =>
        Assert.That(ApiAddress.Normalize(new Uri(given)).AbsoluteUri, Is.EqualTo(used));

    [TestCase("2.8.0dev0", "2.8.0")]
    [TestCase("2.6.0", "2.6.0")]
    [TestCase("nonsense", null)]
    [TestCase(null, null)]
    public void VersionsAreRead(string? text, string? version) => Assert.That(ServerVersion.Parse(text)?.ToString(), Is.EqualTo(version));
}
