namespace OTel.Argilla.Sidecar.Files;

/// <summary>A part of a file that holds no whole export.</summary>
/// <param name="Offset">Where it begins, in bytes from the start of what the file holds when decompressed.</param>
/// <param name="Length">How many bytes were passed over.</param>
/// <param name="Reason">What is wrong; holds nothing of the content.</param>
internal readonly record struct Damage(long Offset, long Length, string Reason);
