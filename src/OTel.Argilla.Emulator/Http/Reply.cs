namespace OTel.Argilla.Emulator.Http;

/// <summary>A status and a JSON body; 204 has none.</summary>
internal sealed record Reply(int Status, object? Body)
{
    public static readonly Reply NoContent = new(204, null);

    public static Reply Ok(object body) => new(200, body);

    public static Reply Created(object body) => new(201, body);

    public static Reply Items(IEnumerable<object?> items) => Ok(new Json.Map().With("items", items));
}
