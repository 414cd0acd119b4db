namespace OTel.Argilla.Load;

/// <summary>A directory that is gone at the end.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("otel-argilla-run-");

    public string Path => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}
