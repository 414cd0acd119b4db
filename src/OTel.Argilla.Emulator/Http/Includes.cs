using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Which relationships an answer shows.</summary>
internal sealed record Includes(bool Responses, bool Suggestions, bool Vectors, IReadOnlyList<string>? VectorNames = null)
{
    public static readonly Includes All = new(true, true, true);

    /// <summary>Reads <c>include=a,b</c>, <c>include=a&amp;include=b</c> and <c>include=vectors:n1,n2</c>.</summary>
    public static Includes Parse(object? include)
    {
        var (responses, suggestions, vectors) = (false, false, false);
        List<string>? names = null;
        var index = 0;
        foreach (var text in include is List<object?> list ? list.Cast<string>() : include is string one ? [one] : [])
        {
            if (text.StartsWith("vectors:", StringComparison.Ordinal))
            {
                vectors = true;
                (names ??= []).AddRange(text["vectors:".Length..].Split(','));
                continue;
            }

            foreach (var key in text.Split(','))
            {
                responses |= key == "responses";
                suggestions |= key == "suggestions";
                vectors |= key == "vectors";
                if (key is not ("responses" or "suggestions" or "vectors"))
                {
                    throw ApiError.Invalid(
                        $"1 validation error for RecordIncludeParam\nkeys.{index}\n  Input should be 'responses', 'suggestions' or 'vectors' "
                        + $"[type=enum, input_value={PythonText.Repr(key)}, input_type=str]\n"
                        + "    For further information visit https://errors.pydantic.dev/2.9/v/enum");
                }

                index++;
            }
        }

        return new Includes(responses, suggestions, vectors, names);
    }

    public Map Only(Map vectors)
    {
        if (VectorNames is null)
        {
            return vectors;
        }

        var some = new Map();
        foreach (var name in VectorNames.Where(vectors.ContainsKey))
        {
            some[name] = vectors.Get(name);
        }

        return some;
    }
}
