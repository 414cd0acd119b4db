namespace OTel.Argilla.Docs.Tests;

/// <summary>The markdown files of the repository.</summary>
internal static class Manual
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(Root, "src", "OTel.Argilla.Exporter", "README.md"))
            .Append(Path.Combine(Root, "src", "OTel.Argilla.Emulator", "README.md"))
            .Append(Path.Combine(Root, "src", "OTel.Argilla.Sidecar", "README.md"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "OTel.Argilla.Exporter.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The solution is not above the test directory.");
        }

        return directory.FullName;
    }
}
