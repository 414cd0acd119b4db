namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>One question of each type.</summary>
internal static class Questions
{
    private const string Options = """[{"value":"good","text":"Good"},{"value":"short","text":"Too short"},{"value":"wrong","text":"Wrong","description":"States what is not so"}]""";

    public static readonly string Label = $$$"""{"name":"label","title":"Verdict","required":true,"settings":{"type":"label_selection","options":{{{Options}}}}}""";
    public static readonly string Labels = $$$"""{"name":"labels","title":"All that fits","required":false,"settings":{"type":"multi_label_selection","options":{{{Options}}}}}""";
    public static readonly string Ranking = """
        {"name":"ranking","title":"Best first","required":false,"settings":{"type":"ranking","options":[{"value":"a","text":"Answer A"},{"value":"b","text":"Answer B"},{"value":"c","text":"Answer C"}]}}
        """;
    public static readonly string Spans = """
        {"name":"spans","title":"What is wrong?","description":"Mark it in the response.","required":false,
         "settings":{"type":"span","field":"response","options":[{"value":"fact","text":"Fact"},{"value":"tone","text":"Tone"}]}}
        """;

    public static readonly string[] All = [Seed.Rating, Label, Labels, Ranking, Spans, Seed.Feedback];
}
