using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Http;

/// <summary>A request that passed routing, credentials and its schema, as a handler sees it.</summary>
internal sealed class Call(Store store, User? user, Dictionary<string, string> path, Map query, Map body)
{
    public Store Store { get; } = store;

    public User User => user ?? throw new InvalidOperationException("This route needs no credentials.");

    public Map Query { get; } = query;

    public Map Body { get; } = body;

    public string Path(string name) => path[name];
}
