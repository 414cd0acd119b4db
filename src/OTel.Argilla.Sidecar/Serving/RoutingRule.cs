namespace OTel.Argilla.Sidecar.Serving;

/// <summary>Sends records of spans with an attribute to a dataset.</summary>
/// <param name="Attribute">Name of an attribute of the span, or else of its resource.</param>
/// <param name="Value">What it must be; <c>*</c> stands for any number of characters.</param>
/// <param name="Dataset">The dataset's name, or a template such as <c>{service.name}-traces</c>.</param>
internal sealed record RoutingRule(string Attribute, string Value, string Dataset);
