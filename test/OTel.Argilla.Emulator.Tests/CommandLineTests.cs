namespace OTel.Argilla.Emulator.Tests;

public class CommandLineTests
{
    [Test]
    public void WithoutArgumentsItListensOnLoopbackInMemory()
    {
        var options = CommandLine.Read([])!;
        Assert.Multiple(() =>
        {
            Assert.That(options.Url, Is.EqualTo(new Uri("http://127.0.0.1:6900")));
            Assert.That(CommandLine.IsBeyondLoopback(options.Url), Is.False);
            Assert.That((options.DataFile, options.Setup, options.LikePostgresql, options.RefuseVectors), Is.EqualTo(((string?)null, (string?)null, false, false)));
        });
    }

    [Test]
    public void ReadsEveryOption()
    {
        var setup = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"setup-{Guid.NewGuid():N}.json");
        File.WriteAllText(setup, "{}");
        try
        {
            var options = CommandLine.Read(["--urls", "http://0.0.0.0:0", "--data=a.db", "--setup", setup, "--like", "postgresql", "--vectors=refused"])!;
            Assert.Multiple(() =>
            {
                Assert.That(options.Url, Is.EqualTo(new Uri("http://0.0.0.0:0")));
                Assert.That((options.DataFile, options.Setup, options.LikePostgresql, options.RefuseVectors), Is.EqualTo(("a.db", "{}", true, true)));
            });
        }
        finally
        {
            File.Delete(setup);
        }
    }

    [TestCase("--help")]
    [TestCase("-h")]
    public void HelpNamesEveryOption(string argument)
    {
        Assert.That(CommandLine.Read(["--urls", "http://localhost:1", argument]), Is.Null);
        Assert.That(CommandLine.Help, Does.Contain("--urls").And.Contain("--data").And.Contain("--setup").And.Contain("--like").And.Contain("--vectors"));
    }

    [TestCase("--bogus", "'--bogus'")]
    [TestCase("--data", "needs a value")]
    [TestCase("--urls https://127.0.0.1:1", "https is not spoken")]
    [TestCase("--urls 6900", "'6900'")]
    [TestCase("--urls http://127.0.0.1:1/base", "/base")]
    [TestCase("--like mysql", "sqlite or postgresql")]
    [TestCase("--vectors maybe", "work or refused")]
    [TestCase("--setup /no/such/file.json", "/no/such/file.json")]
    public void AWrongCommandLineSaysWhatIsWrong(string line, string said)
    {
        var error = Assert.Throws<EmulatorException>(() => CommandLine.Read(line.Split(' ')));
        Assert.That(error!.Message, Does.Contain(said));
    }

    [TestCase("http://127.0.0.1:1", false)]
    [TestCase("http://127.8.8.8:1", false)]
    [TestCase("http://[::1]:1", false)]
    [TestCase("http://localhost:1", false)]
    [TestCase("http://0.0.0.0:1", true)]
    [TestCase("http://[::]:1", true)]
    [TestCase("http://10.0.0.1:1", true)]
    public void KnowsWhatOtherMachinesCanReach(string url, bool beyond) => Assert.That(CommandLine.IsBeyondLoopback(new Uri(url)), Is.EqualTo(beyond));

    [Test]
    public async Task AnAddressThatIsTakenIsSaidSo()
    {
        await using var first = await ArgillaEmulator.StartAsync();
        var error = await Assert.ThrowsAsync<EmulatorException>(() => ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Url = first.Url }));
        Assert.That(error!.Message, Does.Contain(first.Url.ToString()));
    }

    [Test]
    public async Task TheLibrarysProjectRunsTheCommand()
    {
        using var process = Repository.Dotnet(
            "run", "--no-build", "-p:NoBuild=true", "-c", Repository.Configuration, "--project", Path.Combine(Repository.Root, "src", "OTel.Argilla.Emulator"), "--", "--help");
        Assert.That(await process.StandardOutput.ReadToEndAsync(), Is.EqualTo(CommandLine.Help));
    }
}
