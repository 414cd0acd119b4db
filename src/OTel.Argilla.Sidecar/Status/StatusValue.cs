namespace OTel.Argilla.Sidecar.Status;

/// <summary>A figure of the page.</summary>
/// <param name="Id">Its id in the page and in JSON.</param>
/// <param name="Label">What it is.</param>
/// <param name="Text">The figure for people.</param>
/// <param name="Number">The figure for programs; null when it is none.</param>
internal readonly record struct StatusValue(string Id, string Label, string Text, double? Number = null);
