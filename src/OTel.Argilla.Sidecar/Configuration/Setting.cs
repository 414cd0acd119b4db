namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>A setting there is.</summary>
/// <param name="Name">Its name within the section.</param>
/// <param name="Default">What it is when nobody sets it; null for none.</param>
internal readonly record struct Setting(string Name, string? Default);
