using System.Diagnostics;
using System.IO.Compression;

namespace OTel.Argilla.Emulator.Tests;

/// <summary>What a user gets who adds the library to a test project, or installs the tool.</summary>
public class PackageTests
{
    private string _directory = string.Empty;

    [OneTimeSetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("package").FullName;

    [OneTimeTearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task TheLibraryIsALibrary()
    {
        using var package = await Pack("OTel.Argilla.Emulator");
        var names = package.Entries.Select(entry => entry.FullName);
        Assert.That(names, Is.SupersetOf(new[] { "README.md", "lib/net10.0/OTel.Argilla.Emulator.dll", "lib/net10.0/OTel.Argilla.Emulator.xml" }));
        Assert.That(names, Has.None.StartsWith("tools/"));
        Assert.That(await Text(package, "OTel.Argilla.Emulator.nuspec"), Does.Contain("Microsoft.AspNetCore.App").And.Contain("Microsoft.Data.Sqlite").And.Contain("Apache-2.0"));
    }

    [Test]
    public async Task TheToolIsACommand()
    {
        using var package = await Pack("OTel.Argilla.Emulator.Tool");
        Assert.That(await Text(package, "OTel.Argilla.Emulator.Tool.nuspec"), Does.Contain("<packageType name=\"DotnetTool\"").And.Contain("Apache-2.0"));
        Assert.That(await Text(package, "tools/net10.0/any/DotnetToolSettings.xml"), Does.Contain("Name=\"argilla-emulator\"").And.Contain("EntryPoint=\"argilla-emulator.dll\""));
        Assert.That(package.Entries.Select(entry => entry.FullName), Is.SupersetOf(new[]
        {
            "README.md", "tools/net10.0/any/argilla-emulator.dll", "tools/net10.0/any/OTel.Argilla.Emulator.dll", "tools/net10.0/any/Microsoft.Data.Sqlite.dll",
        }));
    }

    private async Task<ZipArchive> Pack(string project)
    {
        using var process = Repository.Dotnet("pack", Path.Combine(Repository.Root, "src", project), "-c", Repository.Configuration, "--no-build", "-o", _directory, "-nodeReuse:false");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, said);
        return await ZipFile.OpenReadAsync(Directory.GetFiles(_directory, $"{project}.*.nupkg").Single(path => char.IsAsciiDigit(Path.GetFileName(path)[project.Length + 1])));
    }

    private static async Task<string> Text(ZipArchive package, string name)
    {
        await using var stream = await package.GetEntry(name)!.OpenAsync();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
