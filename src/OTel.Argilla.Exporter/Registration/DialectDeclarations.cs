using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>The user's dialects: what is wrong with them, and the catalog that has them in front of those of the exporter.</summary>
internal static class DialectDeclarations
{
    private static readonly string KindWords = string.Join(", ", DeclaredDialect.Kinds.Keys);

    /// <summary>Adds what is wrong: the setting, what is wrong with it, and the fix.</summary>
    public static void Check(IDictionary<string, ArgillaDialect> declared, List<string> problems)
    {
        foreach (var entry in declared)
        {
            var setting = "Dialects:" + entry.Key;
            if (string.IsNullOrWhiteSpace(entry.Key) || BuiltInDialects.All.Any(d => d.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)))
            {
                problems.Add($"{setting} has no name of its own: give it one that no dialect of the exporter has, such as the name of your app.");
            }

            if (entry.Value is null)
            {
                problems.Add($"{setting} is null: leave it out, or say which spans it is about.");
            }
            else
            {
                CheckSpans(setting, entry.Value, problems);
                CheckKinds(setting, entry.Value, problems);
                CheckKeys(setting, entry.Value, problems);
            }
        }
    }

    /// <summary>The catalog for validated dialects.</summary>
    public static DialectCatalog Catalog(IDictionary<string, ArgillaDialect> declared)
    {
        if (declared.Count == 0)
        {
            return DialectCatalog.BuiltIn;
        }

        Dialect[] dialects = [.. declared.Select(static d => Make(d.Key, d.Value))];
        SpanRelevance.Include(dialects);
        return new DialectCatalog([.. dialects, .. BuiltInDialects.All]);
    }

    private static Dialect Make(string name, ArgillaDialect declared) => DeclaredDialect.Make(
        name,
        new DeclaredSpans(declared.Scope, declared.SpanName, declared.DetectKey, declared.DetectValue),
        declared.Kind is { } word ? DeclaredDialect.Kinds[word] : null,
        declared.KindKey,
        declared.Kinds.ToDictionary(static k => k.Key, static k => DeclaredDialect.Kinds[k.Value], StringComparer.OrdinalIgnoreCase),
        declared.Input,
        declared.Output);

    private static void CheckSpans(string setting, ArgillaDialect declared, List<string> problems)
    {
        if (declared.Scope is null && declared.SpanName is null && declared.DetectKey is null)
        {
            problems.Add($"{setting} does not say which spans it is about: set Scope, SpanName or DetectKey.");
        }
        else if (declared.SpanName is null && declared.DetectKey is null && declared.KindKey is null && declared.Input.Count + declared.Output.Count == 0)
        {
            problems.Add($"{setting} knows its spans by their scope alone, which is not looked at on every span: set SpanName, DetectKey, KindKey, Input or Output as well.");
        }

        if (declared.DetectValue is not null && declared.DetectKey is null)
        {
            problems.Add($"{setting}:DetectValue has no DetectKey: set DetectKey to the attribute that has this value.");
        }

        CheckPattern(setting + ":Scope", declared.Scope, problems);
        CheckPattern(setting + ":SpanName", declared.SpanName, problems);
        if (declared.SpanName is "*" or "")
        {
            problems.Add($"{setting}:SpanName is '{declared.SpanName}', which every span of the app would match: leave it out, or write how the names begin.");
        }
    }

    private static void CheckKinds(string setting, ArgillaDialect declared, List<string> problems)
    {
        if (declared.Kind is { } kind && !DeclaredDialect.Kinds.ContainsKey(kind))
        {
            problems.Add($"{setting}:Kind is '{kind}': it must be one of {KindWords}.");
        }

        foreach (var entry in declared.Kinds)
        {
            if (entry.Value is null || !DeclaredDialect.Kinds.ContainsKey(entry.Value))
            {
                problems.Add($"{setting}:Kinds:{entry.Key} is '{entry.Value}': it must be one of {KindWords}.");
            }
        }

        if (declared.KindKey is null != (declared.Kinds.Count == 0))
        {
            problems.Add(declared.KindKey is null
                ? $"{setting}:Kinds has no KindKey: set KindKey to the attribute that has these values."
                : $"{setting}:KindKey has no Kinds: say which value of {declared.KindKey} is which kind.");
        }

        if (declared.Kind is null && declared.KindKey is null && declared.Input.Count + declared.Output.Count == 0)
        {
            problems.Add($"{setting} says nothing about its spans: set Kind, KindKey with Kinds, Input or Output.");
        }
    }

    private static void CheckKeys(string setting, ArgillaDialect declared, List<string> problems)
    {
        CheckKey(setting + ":DetectKey", declared.DetectKey, problems);
        CheckKey(setting + ":KindKey", declared.KindKey, problems);
        CheckList(setting + ":Input", declared.Input, problems);
        CheckList(setting + ":Output", declared.Output, problems);
    }

    private static void CheckList(string setting, IList<string> keys, List<string> problems)
    {
        foreach (var key in keys)
        {
            var spread = key?.EndsWith(DeclaredDialect.Spread, StringComparison.Ordinal) == true;
            CheckKey(setting, spread ? key!.Substring(0, key.Length - DeclaredDialect.Spread.Length) : key ?? string.Empty, problems);
        }
    }

    private static void CheckKey(string setting, string? key, List<string> problems)
    {
        if (key is not null && (key.Trim().Length == 0 || key.IndexOf('*') >= 0))
        {
            problems.Add($"{setting} holds '{key}': write the whole name of an attribute; only in Input and Output, '.*' may stand at its end.");
        }
    }

    private static void CheckPattern(string setting, string? pattern, List<string> problems)
    {
        if (pattern?.IndexOf('*') is { } at and >= 0 && at < pattern.Length - 1)
        {
            problems.Add($"{setting} is '{pattern}': '*' may stand at its end only.");
        }
    }
}
