using System.Diagnostics;

namespace OTel.Argilla.Benchmarks.Bare;

/// <summary>The tags that a record is made of. Where they stand is looked up once, for as long as spans have the same names in the same order.</summary>
internal sealed class BareTags
{
    private static readonly string[] Wanted =
    [
        "gen_ai.operation.name", "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.request.model", "gen_ai.response.model", "gen_ai.provider.name",
        "gen_ai.response.id", "gen_ai.response.finish_reasons", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens",
    ];

    private readonly object?[] _values = new object?[64];
    private readonly int[] _places = new int[Wanted.Length];
    private string[] _names = [];

    public string Kind => Text(0) == "chat" ? "llm" : "agent";

    public string Input => Text(1);

    public string Output => Text(2);

    public string RequestModel => Text(3);

    public string Model => Text(4);

    public string Provider => Text(5);

    public string ResponseId => Text(6);

    /// <summary>A list of one word, as JSON.</summary>
    public string Finish => Text(7);

    public int InputTokens => (int)_values[_places[8]]!;

    public int OutputTokens => (int)_values[_places[9]]!;

    public void Read(Activity span)
    {
        var count = 0;
        var areKnown = true;
        foreach (ref readonly var tag in span.EnumerateTagObjects())
        {
            areKnown &= count < _names.Length && ReferenceEquals(tag.Key, _names[count]);
            _values[count++] = tag.Value;
        }

        if (!areKnown || count != _names.Length)
        {
            _names = [.. span.TagObjects.Select(static tag => tag.Key)];
            for (var i = 0; i < Wanted.Length; i++)
            {
                _places[i] = Array.IndexOf(_names, Wanted[i]);
            }
        }
    }

    private string Text(int wanted) => (string)_values[_places[wanted]]!;
}
