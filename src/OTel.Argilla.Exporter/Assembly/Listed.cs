namespace OTel.Argilla.Exporter.Assembly;

/// <summary>What can stand in a <see cref="ListOf{T}"/>.</summary>
internal abstract class Listed<T>
    where T : Listed<T>
{
    /// <summary>The list that it stands in; null while it is in none.</summary>
    public ListOf<T>? List { get; set; }

    /// <summary>Its neighbour in <see cref="List"/>.</summary>
    public T? Next { get; set; }

    /// <summary>Its neighbour in <see cref="List"/>.</summary>
    public T? Previous { get; set; }
}
