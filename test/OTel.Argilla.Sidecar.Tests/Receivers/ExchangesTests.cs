namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Every request that a real Collector was sent is sent to a running receiver: the answer is the Collector's, or the documentation says otherwise.</summary>
public sealed class ExchangesTests
{
    private TestReceiver _default = null!;
    private TestReceiver _limited = null!;
    private TestReceiver _oneMegabyte = null!;
    private Http2Calls _calls = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _calls = new Http2Calls();
        _default = await TestReceiver.StartAsync();
        _limited = await TestReceiver.StartAsync(options =>
        {
            options.MaxBodyBytes = 65_536;
            options.Cors.AllowedOrigins.Add("https://app.example");
            options.Cors.AllowedOrigins.Add("https://*.example.org");
            options.Cors.AllowedHeaders.Add("x-custom");
        });
        _oneMegabyte = await TestReceiver.StartAsync(options => options.MaxBodyBytes = 1024 * 1024);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _calls.Dispose();
        await _default.DisposeAsync();
        await _limited.DisposeAsync();
        await _oneMegabyte.DisposeAsync();
    }

    [Test]
    public void All_are_there() => Assert.That(Exchanges.All, Has.Count.EqualTo(205));

    [Test]
    public void The_documented_differences_are_of_recorded_requests() =>
        Assert.That(DifferencesTable.Rows.Keys.Except(Exchanges.All.Select(static exchange => exchange.Name)), Is.Empty);

    [TestCaseSource(nameof(Cases))]
    public async Task The_answer_is_the_Collectors_or_documented(string name)
    {
        var exchange = Exchanges.Get(name);
        var receiver = exchange.Port switch { "limits+cors" => _limited, "grpc max 1 MiB" => _oneMegabyte, _ => _default };

        var answer = await ExchangeRunner.RunAsync(exchange, receiver, _calls);

        var expected = exchange.Expected;
        if (DifferencesTable.Rows.TryGetValue(name, out var row))
        {
            Assert.That(row, Is.EqualTo((expected.Short, answer.Short)), "the table in the documentation");
            Assert.That(answer.Short, Is.Not.EqualTo(expected.Short), "a difference that is none");
            return;
        }

        Assert.That(answer.Short, Is.EqualTo(expected.Short));
        Assert.That(answer.ContentType, Is.EqualTo(expected.ContentType));
        Assert.That(answer.Body, Is.EqualTo(expected.Body));
        Assert.That(answer.Browser, Is.EqualTo(expected.Browser));

        // Of a length that is too short the rest is taken for the next request, whatever it is.
        if (name != "content-length-shorter" && answer.IsClosed is not null && expected.IsClosed is not null)
        {
            Assert.That(answer.IsClosed, Is.EqualTo(expected.IsClosed), "whether the connection is closed");
        }
    }

    private static IEnumerable<TestCaseData> Cases() =>
        Exchanges.All.Select(static exchange => new TestCaseData(exchange.Name) { TestName = $"Exchange({exchange.Name})" });
}
