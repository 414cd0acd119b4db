using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Which spans a user's dialect is about: those that everything said here is true of.</summary>
internal sealed class DeclaredSpans
{
    private const string Rest = "*";

    private readonly string? _scope;
    private readonly string? _name;
    private readonly string? _value;

    /// <param name="scope">Name of the instrumentation scope; with <c>*</c> at its end, how that begins.</param>
    /// <param name="name">Name of the span; with <c>*</c> at its end, how that begins.</param>
    /// <param name="key">An attribute of the span.</param>
    /// <param name="value">The value of that attribute, whatever case; null for any.</param>
    public DeclaredSpans(string? scope, string? name, string? key, string? value)
    {
        _scope = scope;
        _name = name;
        _value = value;
        Key = key is null ? null : AttributeKey.Define(key);
    }

    public AttributeKey? Key { get; }

    /// <summary>How the names of its spans begin; null when any name will do.</summary>
    public string? NamePrefix => _name is null ? null : IsPrefix(_name) ? _name.Substring(0, _name.Length - Rest.Length) : _name;

    public bool Recognize(SpanView view) =>
        (_scope is null || Matches(view.Span.ScopeName, _scope))
        && (_name is null || Matches(view.Span.Name, _name))
        && (Key is null || (view.Attributes[Key] is { } value && (_value is null || string.Equals(DeclaredDialect.TextOf(value), _value, StringComparison.OrdinalIgnoreCase))));

    private static bool IsPrefix(string pattern) => pattern.EndsWith(Rest, StringComparison.Ordinal);

    private static bool Matches(string text, string pattern) => IsPrefix(pattern)
        ? text.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - Rest.Length), StringComparison.Ordinal)
        : string.Equals(text, pattern, StringComparison.Ordinal);
}
