namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Where in its store a record lies.</summary>
internal abstract class StoredPlace
{
}
