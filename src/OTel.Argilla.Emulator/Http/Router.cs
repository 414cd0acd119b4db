namespace OTel.Argilla.Emulator.Http;

/// <summary>What the path and verb of a request lead to.</summary>
internal sealed record Routing(ApiRoute? Route, Dictionary<string, string>? Path, string? Allow, string? Redirect)
{
    public static readonly Routing NotFound = new(null, null, null, null);
}

/// <summary>Finds routes as Starlette does: the first that fits; else the verb of the first path that fits; else a redirect from a trailing slash.</summary>
internal sealed class Router(IReadOnlyList<ApiRoute> routes)
{
    public Routing Find(string verb, string path)
    {
        var found = Match(verb, path);
        if (found != Routing.NotFound)
        {
            return found;
        }

        var other = path.EndsWith('/') ? path.TrimEnd('/') : path + "/";
        return path != "/" && Match(verb, other) != Routing.NotFound ? new Routing(null, null, null, other) : Routing.NotFound;
    }

    private Routing Match(string verb, string path)
    {
        var segments = path.Split('/');
        Routing? partial = null;
        foreach (var route in routes)
        {
            if (route.Match(segments) is not { } values)
            {
                continue;
            }

            if (route.Verb == verb)
            {
                return new Routing(route, values, null, null);
            }

            partial ??= new Routing(null, null, route.Verb, null);
        }

        return partial ?? Routing.NotFound;
    }
}
