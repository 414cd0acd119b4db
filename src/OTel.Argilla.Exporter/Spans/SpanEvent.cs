namespace OTel.Argilla.Exporter.Spans;

/// <summary>
/// Something that happened within a span: a span event, or a log record that names the span. GenAI conventions have moved the
/// same content between the two, so they are read as one thing.
/// </summary>
internal class SpanEvent
{
    private readonly object? _body;
    private readonly KeyValuePair<string, object?>[] _attributes;

    public SpanEvent(string name, long timeUnixNano, object? body, KeyValuePair<string, object?>[] attributes)
    {
        Name = name;
        TimeUnixNano = timeUnixNano;
        _body = body;
        _attributes = attributes;
    }

    /// <summary>For an event that reads its content when somebody asks for it.</summary>
    protected SpanEvent(string name, long timeUnixNano)
        : this(name, timeUnixNano, body: null, [])
    {
    }

    /// <summary>The event's name, such as <c>gen_ai.choice</c>.</summary>
    public string Name { get; }

    public long TimeUnixNano { get; }

    /// <summary>The body of a log record; null for a span event.</summary>
    public virtual object? Body => _body;

    public virtual KeyValuePair<string, object?>[] Attributes => _attributes;

    /// <summary>A rough size in bytes, for bounds on memory.</summary>
    public virtual int EstimatedBytes
    {
        get
        {
            long bytes = 96 + SizeOf(Body);
            foreach (var attribute in Attributes)
            {
                bytes += 32 + SizeOf(attribute.Value);
            }

            return (int)Math.Min(bytes, int.MaxValue);

            static long SizeOf(object? value) => value switch
            {
                string text => 2L * text.Length,
                DeferredValue encoded => encoded.EstimatedBytes,
                _ => 16,
            };
        }
    }

    public object? this[string key]
    {
        get
        {
            foreach (var attribute in Attributes)
            {
                if (attribute.Key == key && attribute.Value is not null)
                {
                    return attribute.Value;
                }
            }

            return null;
        }
    }
}
