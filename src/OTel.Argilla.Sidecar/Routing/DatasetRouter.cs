using System.Globalization;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving;

namespace OTel.Argilla.Sidecar.Routing;

/// <summary>Chooses the dataset of a record by the attributes of the span that names it, or else of its resource.</summary>
/// <remarks>Threading: holds nothing that changes.</remarks>
internal sealed class DatasetRouter
{
    private readonly DatasetTemplate _default;
    private readonly List<(RoutingRule Rule, DatasetTemplate Dataset)> _rules = [];

    /// <param name="dataset">The dataset when no rule matches, or a template of it.</param>
    /// <param name="rules">The first that matches counts.</param>
    /// <exception cref="ArgumentException">A template is none: see <see cref="DatasetTemplate.Read"/>.</exception>
    public DatasetRouter(string dataset, IReadOnlyList<RoutingRule> rules)
    {
        _default = Read(dataset);
        DefaultDataset = _default.Fill(static _ => null);
        foreach (var rule in rules)
        {
            _rules.Add((rule, Read(rule.Dataset)));
        }
    }

    /// <summary>The dataset of records of which nothing is known.</summary>
    public string DefaultDataset { get; }

    /// <summary>The dataset of a record that is named by the span; null for <see cref="DefaultDataset"/>.</summary>
    public string? Route(Span span)
    {
        foreach (var (rule, dataset) in _rules)
        {
            if (Find(span, rule.Attribute) is { } value && Wildcard.Matches(rule.Value, value))
            {
                return dataset.Fill(name => Find(span, name));
            }
        }

        return _default.HasAttributes ? _default.Fill(name => Find(span, name)) : null;
    }

    private static DatasetTemplate Read(string text) =>
        DatasetTemplate.Read(text, out var problem) ?? throw new ArgumentException($"The dataset '{text}' {problem}.");

    private static string? Find(Span span, string name)
    {
        if (span is not OtlpSpan otlp)
        {
            return null;
        }

        return otlp.TryGetAttribute(name, out var value) || otlp.Resource?.TryGetAttribute(name, out value) == true
            ? Text(value)
            : name == "service.name" ? otlp.ServiceName : null;
    }

    private static string? Text(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number and (long or int or double) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
