using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>What requests are answered while the search engine or Redis is away.</summary>
internal static class Outages
{
    /// <summary>Whether what is written now reaches the index. When it does not, the request that writes must end with <see cref="AfterWrite"/>.</summary>
    public static bool Indexes(Store store) => store.Search is ServiceState.Up or ServiceState.Starting;

    /// <summary>For requests that read from the search engine.</summary>
    public static void Search(Store store)
    {
        if (Answer(store, keepsWrites: false) is { } error)
        {
            throw error;
        }

        if (store.Search == ServiceState.Starting)
        {
            throw ApiError.Server(
                "opensearchpy.exceptions.TransportError", "TransportError(503, 'search_phase_execution_exception', 'all shards failed')");
        }
    }

    /// <summary>For requests that read a dataset's index, which is not there before publishing, nor when that failed.</summary>
    public static void Search(Store store, Dataset dataset)
    {
        Search(store);
        if (dataset.Index == SearchIndex.None)
        {
            throw ApiError.Server("opensearchpy.exceptions.NotFoundError", $"NotFoundError(404, 'index_not_found_exception', 'no such index [rg.{dataset.Id}]')");
        }
    }

    /// <summary>For requests that have written to the database and write to the search engine last.</summary>
    public static void AfterWrite(Store store)
    {
        if (Answer(store, keepsWrites: true) is { } error)
        {
            throw error;
        }

        // A write waits until the engine is ready.
        store.Services.EndStart();
    }

    /// <summary>For requests that have written to the database and leave work to the background.</summary>
    public static void Redis(Store store)
    {
        if (store.Services.Redis == ServiceState.Down)
        {
            throw ApiError.ServerAfterWrite("redis.exceptions.ConnectionError", "Error 111 connecting to localhost:6379. Connection refused.");
        }
    }

    private static ApiError? Answer(Store store, bool keepsWrites) => store.Search switch
    {
        ServiceState.Down => ApiError.Server(
            "opensearchpy.exceptions.ConnectionError", "ConnectionError(Cannot connect to host localhost:9200)", keepsWrites, TimeSpan.Zero),
        ServiceState.Frozen => ApiError.Server(
            "opensearchpy.exceptions.ConnectionTimeout", "ConnectionTimeout caused by - TimeoutError()", keepsWrites, store.Services.FrozenFor),
        _ => null,
    };
}
