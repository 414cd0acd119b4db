using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Contract.Tests;

/// <summary>Who answers, and what a wrong address or key looks like.</summary>
public sealed class ServerTests : ContractFixture
{
    [Test]
    public async Task TheVersionIsRead()
    {
        var version = ServerVersion.Parse(await Api.GetVersionAsync(default));
        Assert.That(version, Is.Not.Null.And.GreaterThanOrEqualTo(ServerVersion.Oldest));
    }

    [Test]
    public async Task TheVersionNeedsNoKey() =>
        Assert.That(await Client(static options => options.ApiKey = null).GetVersionAsync(default), Is.EqualTo(await Api.GetVersionAsync(default)));

    [Test]
    public async Task TheUserAndItsRoleAreRead()
    {
        var me = await Api.GetMeAsync(default);
        Assert.That(me.Username, Is.Not.Empty);
        Assert.That(me.Role, Is.EqualTo("owner").Or.EqualTo("admin"));
    }

    [Test]
    public async Task TheWorkspacesHoldOurs()
    {
        var workspaces = await Api.GetWorkspacesAsync(default);
        Assert.That(workspaces.Select(static workspace => (workspace.Id, workspace.Name)), Does.Contain((TestServer.Workspace.Id, TestServer.Workspace.Name)));
    }

    [Test]
    public async Task AKeyIsTrimmedBeforeItIsSent() =>
        Assert.That((await Client(static options => options.ApiKey = $" {TestServer.ApiKey}\r\n").GetMeAsync(default)).Username, Is.Not.Empty);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("no-such-key")]
    public async Task WithoutAKnownKeyNothingIsRead(string? key)
    {
        var error = await ErrorOf(() => Client(options => options.ApiKey = key).GetMeAsync(default));
        Assert.That((error.Kind, error.Status, error.Text), Is.EqualTo((ArgillaErrorKind.Unauthorized, 401, "Could not validate credentials")));
    }

    [Test]
    public async Task ABearerTokenForTheProxyBesideTheKeyIsNoMatter()
    {
        var me = await Client(static options => options.Headers["Authorization"] = "Bearer hf_x").GetMeAsync(default);
        Assert.That(me.Username, Is.Not.Empty);

        var error = await ErrorOf(() => Client(static options =>
        {
            options.ApiKey = "no-such-key";
            options.Headers["Authorization"] = "Bearer hf_x";
        }).GetMeAsync(default));
        Assert.That((error.Kind, error.Status, error.Text), Is.EqualTo((ArgillaErrorKind.Unauthorized, 401, "Invalid token")));
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("//")]
    [TestCase("/?x=1#y")]
    public async Task TheAddressMayBeWrittenInSeveralWays(string end)
    {
        var address = TestServer.Url.AbsoluteUri.TrimEnd('/') + end;
        Assert.That(await Client(options => options.ApiUrl = new Uri(address)).GetVersionAsync(default), Is.Not.Null);
    }

    [TestCase("api")]
    [TestCase("api/v1")]
    [TestCase("datasets")]
    public async Task APathThatIsNoneOfArgillasIsToldFromArgilla(string path)
    {
        var address = new Uri(TestServer.Url.AbsoluteUri.TrimEnd('/') + "/" + path);
        var error = await ErrorOf(() => Client(options => options.ApiUrl = address).GetVersionAsync(default));

        // A server with its web page answers 200 with that page, one without it 404.
        Assert.That(error.Kind, Is.EqualTo(ArgillaErrorKind.NotArgilla).Or.EqualTo(ArgillaErrorKind.NotFound));
    }

    [Test]
    public async Task AnAnnotatorReadsWorkspacesButMayNotMakeADataset()
    {
        var api = Client(options => options.ApiKey = AnnotatorKey());
        var workspaces = await api.GetWorkspacesAsync(default);
        var error = await ErrorOf(() => api.CreateDatasetAsync(new DatasetModel(null, NewName(), TestServer.Workspace.Id), default));

        Assert.That((await api.GetMeAsync(default)).Role, Is.EqualTo("annotator"));
        Assert.That(workspaces.Select(static workspace => workspace.Id), Is.EqualTo(new[] { TestServer.Workspace.Id }));
        Assert.That((error.Kind, error.Status, error.Text), Is.EqualTo((ArgillaErrorKind.Forbidden, 403, "Operation not allowed")));
    }

    [Test]
    public async Task AnAnnotatorMayNotWriteRecords()
    {
        var dataset = await ReadyAsync();
        var api = Client(options => options.ApiKey = AnnotatorKey());

        var error = await api.PutRecordsAsync(dataset.Id, Items([Item("a")]), default);

        Assert.That((error?.Kind, error?.Status), Is.EqualTo(((ArgillaErrorKind?)ArgillaErrorKind.Forbidden, (int?)403)));
        Assert.That(await TestServer.Rest.RecordsAsync(dataset.Id), Is.Empty);
    }

    [Test]
    public void AnAnnotatorIsToldWhichKeyIsNeeded()
    {
        var options = Options(options => options.ApiKey = AnnotatorKey());
        Assert.That(
            () => new DatasetProvisioner(Client(o => o.ApiKey = options.ApiKey), options).ProvideAsync(default),
            Throws.TypeOf<ArgillaException>().With.Message.Contains("annotator").And.Message.Contains("ARGILLA_API_KEY"));
    }

    private static string AnnotatorKey()
    {
        if (TestServer.Annotator is null)
        {
            Assert.Ignore("This server makes no users for this key.");
        }

        return TestServer.Annotator!.ApiKey;
    }
}
