using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>The operations of Argilla's REST API that the exporter needs. All but <see cref="PutRecordsAsync"/> throw <see cref="ArgillaException"/> on failure.</summary>
internal sealed class ArgillaApi : IDisposable
{
    private const string Root = "api/v1/";

    private readonly ArgillaHttp _http;

    public ArgillaApi(ArgillaHttp http) => _http = http;

    public Uri BaseAddress => _http.BaseAddress;

    public async Task<string?> GetVersionAsync(CancellationToken cancellationToken) =>
        (await GetAsync("version", ArgillaJson.Default.VersionModel, cancellationToken).ConfigureAwait(false)).Version;

    public Task<UserModel> GetMeAsync(CancellationToken cancellationToken) =>
        GetAsync("me", ArgillaJson.Default.UserModel, cancellationToken);

    public Task<IReadOnlyList<WorkspaceModel>> GetWorkspacesAsync(CancellationToken cancellationToken) =>
        ListAsync("me/workspaces", ArgillaJson.Default.Workspaces, cancellationToken);

    /// <summary>Servers before 2.2 ignore the name, so it is compared here as well.</summary>
    public async Task<DatasetModel?> FindDatasetAsync(string name, string workspaceId, CancellationToken cancellationToken)
    {
        var query = $"me/datasets?name={Uri.EscapeDataString(name)}&workspace_id={Uri.EscapeDataString(workspaceId)}";
        var datasets = await ListAsync(query, ArgillaJson.Default.Datasets, cancellationToken).ConfigureAwait(false);
        return datasets.FirstOrDefault(dataset => dataset.Name == name && dataset.WorkspaceId == workspaceId);
    }

    public Task<IReadOnlyList<FieldModel>> GetFieldsAsync(string datasetId, CancellationToken cancellationToken) =>
        ListAsync($"datasets/{datasetId}/fields", ArgillaJson.Default.Fields, cancellationToken);

    public Task<IReadOnlyList<QuestionModel>> GetQuestionsAsync(string datasetId, CancellationToken cancellationToken) =>
        ListAsync($"datasets/{datasetId}/questions", ArgillaJson.Default.Questions, cancellationToken);

    public Task<IReadOnlyList<PropertyModel>> GetPropertiesAsync(string datasetId, CancellationToken cancellationToken) =>
        ListAsync($"me/datasets/{datasetId}/metadata-properties", ArgillaJson.Default.Properties, cancellationToken);

    public Task<DatasetModel> CreateDatasetAsync(DatasetModel dataset, CancellationToken cancellationToken) =>
        PostAsync("datasets", dataset, ArgillaJson.Default.DatasetModel, cancellationToken);

    public Task CreateFieldAsync(string datasetId, FieldModel field, CancellationToken cancellationToken) =>
        PostAsync($"datasets/{datasetId}/fields", field, ArgillaJson.Default.FieldModel, cancellationToken);

    public Task CreateQuestionAsync(string datasetId, QuestionModel question, CancellationToken cancellationToken) =>
        PostAsync($"datasets/{datasetId}/questions", question, ArgillaJson.Default.QuestionModel, cancellationToken);

    public Task CreatePropertyAsync(string datasetId, PropertyModel property, CancellationToken cancellationToken) =>
        PostAsync($"datasets/{datasetId}/metadata-properties", property, ArgillaJson.Default.PropertyModel, cancellationToken);

    public async Task PublishAsync(string datasetId, CancellationToken cancellationToken) =>
        (await _http.SendAsync(HttpMethod.Put, $"{Root}datasets/{datasetId}/publish", null, ArgillaJson.Default.DatasetModel, cancellationToken)
            .ConfigureAwait(false)).OrThrow();

    /// <summary>Null when database and search index of the dataset answer; the cheapest question that asks both.</summary>
    public async Task<ArgillaError?> ProbeAsync(string datasetId, CancellationToken cancellationToken) =>
        (await _http.SendAsync(HttpMethod.Get, $"{Root}datasets/{datasetId}/progress", null, ArgillaJson.Default.ProgressModel, cancellationToken)
            .ConfigureAwait(false)).Error;

    /// <summary>Upserts records; the error, or null.</summary>
    public Task<ArgillaError?> PutRecordsAsync(string datasetId, HttpContent records, CancellationToken cancellationToken) =>
        _http.PutAsync($"{Root}datasets/{datasetId}/records/bulk", records, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        (await _http.SendAsync(HttpMethod.Get, Root + path, null, type, cancellationToken).ConfigureAwait(false)).OrThrow();

    private async Task<IReadOnlyList<T>> ListAsync<T>(string path, JsonTypeInfo<ItemsModel<T>> type, CancellationToken cancellationToken) =>
        (await GetAsync(path, type, cancellationToken).ConfigureAwait(false)).Items ?? throw new ArgillaException(
            new ArgillaError(ArgillaErrorKind.NotArgilla, 200) { Text = "its JSON is not Argilla's" });

    private async Task<T> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return (await _http.SendAsync(HttpMethod.Post, Root + path, bytes, type, cancellationToken).ConfigureAwait(false)).OrThrow();
    }
}
