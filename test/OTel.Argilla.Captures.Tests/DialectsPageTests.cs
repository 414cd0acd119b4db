namespace OTel.Argilla.Captures.Tests;

/// <summary>The committed page says what the recordings give today. With <c>UPDATE_DOCS=1</c> it is written instead.</summary>
[TestFixture]
public sealed class DialectsPageTests
{
    [Test]
    public void The_page_is_the_one_that_the_recordings_make()
    {
        var file = Path.Combine(Root(), "docs", "dialects.md");
        var page = DialectsPage.Make(CaptureTests.MeasureOf);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, page);
        }

        Assert.That(File.ReadAllText(file), Is.EqualTo(page), "Run the tests of this project with UPDATE_DOCS=1, and look at what changed.");
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "OTel.Argilla.Exporter.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The solution is not above the test directory.");
        }

        return directory.FullName;
    }
}
