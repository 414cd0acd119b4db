namespace OTel.Argilla.Sidecar.Files;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it is; <c>-</c> for standard input.</param>
/// <param name="Length">Its length in bytes, or 0 when that is not known.</param>
/// <param name="IsNamed">True when the user named it, false when it was found in a directory.</param>
internal readonly record struct InputFile(string Path, long Length, bool IsNamed)
{
    public const string StandardInput = "-";

    public bool IsStandardInput => Path == StandardInput;
}
