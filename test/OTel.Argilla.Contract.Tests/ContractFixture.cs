using System.Text;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Contract.Tests;

/// <summary>What the contract tests share: the client under test, datasets with names of their own, and their end.</summary>
[Category("Live")]
public abstract class ContractFixture
{
    private readonly List<ArgillaApi> _clients = [];
    private readonly HashSet<string> _names = [];
    private ArgillaApi? _api;

    /// <summary>The client under test.</summary>
    internal ArgillaApi Api => _api ??= Client();

    [TearDown]
    public async Task CleanUpAsync()
    {
        foreach (var name in _names)
        {
            var found = await TestServer.Rest.GetAsync($"me/datasets?name={Uri.EscapeDataString(name)}&workspace_id={TestServer.Workspace.Id}");
            foreach (var dataset in found["items"]!.AsArray())
            {
                await TestServer.Rest.SendAsync(HttpMethod.Delete, $"datasets/{dataset!["id"]}");
            }
        }

        _names.Clear();
        _clients.ForEach(static client => client.Dispose());
        _clients.Clear();
        _api = null;
    }

    internal static ArgillaExporterOptions Options(Action<ArgillaExporterOptions>? configure = null)
    {
        var options = new ArgillaExporterOptions { ApiUrl = TestServer.Url, ApiKey = TestServer.ApiKey, Workspace = TestServer.Workspace.Name };
        configure?.Invoke(options);
        return options;
    }

    internal ArgillaApi Client(Action<ArgillaExporterOptions>? configure = null)
    {
        var api = new ArgillaApi(new ArgillaHttp(Options(configure), TimeProvider.System));
        _clients.Add(api);
        return api;
    }

    /// <summary>A name that no other run uses; what is made under it goes away after the test.</summary>
    internal string NewName(string suffix = "")
    {
        var name = $"contract-{Guid.NewGuid():N}{suffix}";
        _names.Add(name);
        return name;
    }

    internal Task<DatasetModel> DraftAsync(string? name = null, bool allowExtraMetadata = true) =>
        Api.CreateDatasetAsync(new DatasetModel(null, name ?? NewName(), TestServer.Workspace.Id, AllowExtraMetadata: allowExtraMetadata), default);

    /// <summary>A published dataset of the template, made as the exporter makes it.</summary>
    internal Task<ReadyDataset> ReadyAsync(string? name = null)
    {
        var dataset = name ?? NewName();
        return new DatasetProvisioner(Api, Options(options => options.Dataset = dataset)).ProvideAsync(default);
    }

    internal static HttpContent Json(string json) => new StringContent(json, Encoding.UTF8, "application/json");

    internal static HttpContent Items(IEnumerable<string> items) => Json("{\"items\":[" + string.Join(",", items) + "]}");

    internal static string Item(string id, string prompt = "p", string extra = "") =>
        $$$"""{"external_id":"{{{id}}}","fields":{"prompt":"{{{prompt}}}","response":"r"}{{{extra}}}}""";

    internal Task<ArgillaError?> PutAsync(ReadyDataset dataset, params IEnumerable<string> items) => Api.PutRecordsAsync(dataset.Id, Items(items), default);

    /// <summary>What a call that must fail failed with.</summary>
    internal static async Task<ArgillaError> ErrorOf(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ArgillaException exception)
        {
            return exception.Error!;
        }

        Assert.Fail("The call was to fail.");
        throw new InvalidOperationException();
    }

    internal static DatasetField Field(string name, string type = DatasetField.Text, bool required = true, bool markdown = true) =>
        new(name, name, type, required, markdown);
}
