using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Http;

/// <summary>How a request's body is read.</summary>
internal enum BodyKind
{
    None,
    Json,
    Form,
}

/// <summary>One operation of the API: its address, what it takes, and what it does.</summary>
internal sealed class ApiRoute(string verb, string template, Func<Call, Reply> handler)
{
    private readonly string[] _segments = template.Split('/');

    public string Verb { get; } = verb;

    public Func<Call, Reply> Handler { get; } = handler;

    public Shape? Query { get; init; }

    public Shape? Body { get; init; }

    public BodyKind BodyKind { get; init; }

    public bool Public { get; init; }

    /// <summary>The values of the braces in the template, or null when the path is another one.</summary>
    public Dictionary<string, string>? Match(string[] path)
    {
        if (path.Length != _segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] is ['{', .. var name, '}'])
            {
                if (path[i].Length == 0)
                {
                    return null;
                }

                values[name] = path[i];
            }
            else if (_segments[i] != path[i])
            {
                return null;
            }
        }

        return values;
    }
}
