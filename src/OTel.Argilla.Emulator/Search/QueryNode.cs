namespace OTel.Argilla.Emulator.Search;

/// <summary>A part of what was searched for.</summary>
internal abstract record QueryNode
{
    /// <summary>Words in SQLite's full-text syntax: all of them must be there, or one after the other for a phrase.</summary>
    internal sealed record Match(string Expression) : QueryNode;

    internal sealed record Not(QueryNode Inner) : QueryNode;

    internal sealed record Both(QueryNode Left, QueryNode Right, bool IsOr) : QueryNode;
}
