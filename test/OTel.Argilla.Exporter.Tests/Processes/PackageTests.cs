using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace OTel.Argilla.Exporter.Tests.Processes;

/// <summary>What a user gets who adds the package.</summary>
[NonParallelizable]
public class PackageTests
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0", "netstandard2.0"];

    private string _directory = string.Empty;

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        _directory = Directory.CreateTempSubdirectory("package").FullName;
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["pack", Path.Combine(root, "src", "OTel.Argilla.Exporter"), "-c", output.Parent.Name, "--no-build", "-o", _directory, "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };

        // Of the build that runs this test: the other one finds its own.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, said);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void ItHoldsEachBuildWithItsDocumentation()
    {
        using var package = Open(".nupkg");

        Assert.That(package.Entries.Select(static entry => entry.FullName).Where(static name => name.StartsWith("lib/", StringComparison.Ordinal)), Is.EquivalentTo(
            Frameworks.SelectMany(static framework => new[] { $"lib/{framework}/OTel.Argilla.Exporter.dll", $"lib/{framework}/OTel.Argilla.Exporter.xml" })));
    }

    [Test]
    public void ItHasReadmeIconLicenceAndVersion()
    {
        using var package = Open(".nupkg");
        var metadata = Metadata(package);

        Assert.That(metadata["id"], Is.EqualTo("OTel.Argilla.Exporter"));
        Assert.That(metadata["version"], Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(metadata["license"], Is.EqualTo("Apache-2.0"));
        Assert.That(metadata["description"], Is.Not.Empty);
        Assert.That(metadata["tags"], Does.Contain("OpenTelemetry").And.Contain("Argilla"));
        Assert.That(package.GetEntry(metadata["readme"])?.Length, Is.GreaterThan(500));

        using var icon = package.GetEntry(metadata["icon"])!.Open();
        var signature = new byte[8];
        icon.ReadExactly(signature);
        Assert.That(signature, Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 }));
    }

    [Test]
    public void ItNeedsLittle()
    {
        using var package = Open(".nupkg");
        var needed = Nuspec(package).Descendants().Where(static element => element.Name.LocalName == "dependency").Select(static element => (string)element.Attribute("id")!).Distinct();

        Assert.That(needed, Is.EquivalentTo(new[] { "OpenTelemetry", "OpenTelemetry.PersistentStorage.FileSystem", "System.Text.Json", "Microsoft.Bcl.TimeProvider" }));
    }

    [Test]
    public void ItsSymbolsComeInAPackageBesideIt()
    {
        using var symbols = Open(".snupkg");

        Assert.That(symbols.Entries.Select(static entry => entry.FullName), Is.SupersetOf(Frameworks.Select(static framework => $"lib/{framework}/OTel.Argilla.Exporter.pdb")));
    }

    private ZipArchive Open(string ending) => ZipFile.OpenRead(Directory.GetFiles(_directory, "*" + ending).Single(path => Path.GetExtension(path) == ending));

    private static XDocument Nuspec(ZipArchive package)
    {
        using var stream = package.GetEntry("OTel.Argilla.Exporter.nuspec")!.Open();
        return XDocument.Load(stream);
    }

    private static Dictionary<string, string> Metadata(ZipArchive package) =>
        Nuspec(package).Root!.Elements().Single().Elements().Where(static element => !element.HasElements).GroupBy(static element => element.Name.LocalName)
            .ToDictionary(static group => group.Key, static group => group.First().Value);
}
