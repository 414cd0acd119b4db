namespace OTel.Argilla.Sidecar.Status;

/// <summary>A table of the page.</summary>
/// <param name="Id">Its id in the page and in JSON.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">Headings of its columns.</param>
/// <param name="Rows">Texts of its cells. They may come from models.</param>
/// <param name="Empty">What is said when there are no rows.</param>
internal sealed record StatusTable(string Id, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string Empty);
