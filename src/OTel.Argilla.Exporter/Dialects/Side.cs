namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Which half of a span is read.</summary>
internal enum Side
{
    Input,
    Output,
}
