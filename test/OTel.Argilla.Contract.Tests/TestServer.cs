using OTel.Argilla.Emulator;

namespace OTel.Argilla.Contract.Tests;

/// <summary>
/// The server that all tests of category <c>Live</c> run against: the Argilla that <c>ARGILLA_API_URL</c> and <c>ARGILLA_API_KEY</c> name, with the key of an
/// owner or an admin; without them an emulator in this process.
/// </summary>
[SetUpFixture]
public sealed class TestServer
{
    private static ArgillaEmulator? _emulator;

    public static Uri Url { get; private set; } = null!;

    public static string ApiKey { get; private set; } = null!;

    /// <summary>The key of an annotator; null when a real server makes no users for this key.</summary>
    internal static TestUser? Annotator { get; private set; }

    /// <summary>The workspace that datasets are made in.</summary>
    internal static TestWorkspace Workspace { get; private set; } = null!;

    internal static Rest Rest { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var url = Environment.GetEnvironmentVariable("ARGILLA_API_URL");
        var key = Environment.GetEnvironmentVariable("ARGILLA_API_KEY");
        var workspace = Environment.GetEnvironmentVariable("ARGILLA_WORKSPACE");
        if (string.IsNullOrEmpty(url) || string.IsNullOrEmpty(key))
        {
            _emulator = await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = Setup });
            (url, key, workspace) = (_emulator.Url.AbsoluteUri, "contract-owner", "contract");
        }

        (Url, ApiKey) = (new Uri(url), key);
        Rest = new Rest(Url, ApiKey);
        Workspace = await TestWorkspace.ProvideAsync(Rest, workspace);
        Annotator = _emulator is null ? await TestUser.TryCreateAsync(Rest, Workspace) : new TestUser(null, "contract-annotator");
        await TestContext.Progress.WriteLineAsync($"Contract tests run against {(_emulator is null ? Url : "an emulator in this process")}, workspace {Workspace.Name}.");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Rest is not null)
        {
            await (Annotator?.DeleteAsync(Rest) ?? Task.CompletedTask);
            await (Workspace?.DeleteAsync(Rest) ?? Task.CompletedTask);
            Rest.Dispose();
        }

        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }

    private const string Setup =
        """
        {
          "workspaces": ["contract"],
          "users": [
            {"username": "owner", "role": "owner", "workspaces": ["contract"], "api_key": "contract-owner"},
            {"username": "annotator", "role": "annotator", "workspaces": ["contract"], "api_key": "contract-annotator"}
          ]
        }
        """;
}
