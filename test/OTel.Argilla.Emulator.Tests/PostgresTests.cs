using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests;

public class PostgresTests
{
    [TestCase("""{"external_id":"a\u0000b","fields":{"prompt":"p"}}""")]
    [TestCase("""{"external_id":"a","fields":{"prompt":"p"},"metadata":{"x":1e400}}""")]
    [TestCase("""{"external_id":"a","fields":{"prompt":"p"},"metadata":{"x":[NaN]}}""")]
    public async Task RefusesTheWholeBatchWhereSqliteStores(string item)
    {
        Assert.That(await Put(item, likePostgresql: true), Is.EqualTo((HttpStatusCode.InternalServerError, 0, "sqlalchemy.exc.DBAPIError")));
        Assert.That(await Put(item, likePostgresql: false), Is.EqualTo((HttpStatusCode.OK, 2, "")));
    }

    [Test]
    public async Task TakesNulInTextsAsSqliteDoes() =>
        Assert.That(
            await Put("""{"external_id":"a","fields":{"prompt":"a\u0000b"},"metadata":{"x":"\u0000"}}""", likePostgresql: true),
            Is.EqualTo((HttpStatusCode.OK, 2, "")));

    private static async Task<(HttpStatusCode Status, int Stored, string Type)> Put(string item, bool likePostgresql)
    {
        await using var emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { LikePostgresql = likePostgresql });
        using var client = new EmulatorClient(emulator);
        var dataset = await client.Dataset("d");
        using var http = Web.Client();
        http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", emulator.ApiKey);
        using var content = new StringContent($$$"""{"items":[{"external_id":"good","fields":{"prompt":"p"}},{{{item}}}]}""", Encoding.UTF8, "application/json");
        using var response = await http.PutAsync(new Uri(emulator.Url, $"/api/v1/datasets/{dataset}/records/bulk"), content);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var type = response.IsSuccessStatusCode ? "" : body["detail"]!["params"]!["type"]!.GetValue<string>();
        return (response.StatusCode, emulator.Records("d").Count, type);
    }
}
