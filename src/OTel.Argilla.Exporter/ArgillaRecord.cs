namespace OTel.Argilla.Exporter;

/// <summary>
/// A record on its way to Argilla, as <see cref="ArgillaExporterOptions.RecordHook"/> sees it: prompt and response of one outermost
/// interaction. Everything but the identity may be changed.
/// </summary>
public sealed class ArgillaRecord
{
    internal ArgillaRecord(string externalId, string prompt, string response)
    {
        ExternalId = externalId;
        Prompt = prompt;
        Response = response;
    }

    /// <summary>
    /// Gets the identity of the record, <c>{traceId}-{spanId}</c> with <c>-{n}</c> for further records of one span. Writes are upserts by it.
    /// </summary>
    public string ExternalId { get; }

    /// <summary>Gets or sets the original prompt.</summary>
    public string Prompt { get; set; }

    /// <summary>Gets or sets the final response.</summary>
    public string Response { get; set; }

    /// <summary>Gets the system prompt and the earlier turns, oldest first; empty when the prompt stands alone.</summary>
    public IList<ArgillaMessage> Conversation { get; } = new List<ArgillaMessage>();

    /// <summary>
    /// Gets the metadata by name: strings, integers (<see cref="long"/>), floating-point numbers (<see cref="double"/>), Booleans, lists
    /// (<see cref="IList{T}"/> of <see cref="object"/>) and objects (<see cref="IDictionary{TKey,TValue}"/> of <see cref="string"/> and <see cref="object"/>).
    /// </summary>
    public IDictionary<string, object?> Metadata { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Gets the suggestions for the dataset's questions.</summary>
    public IList<ArgillaSuggestion> Suggestions { get; } = new List<ArgillaSuggestion>();
}
