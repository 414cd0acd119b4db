using OTel.Argilla.Exporter.Tests.Delivery;

namespace OTel.Argilla.Exporter.Tests.Argilla;

public class ProvisioningTests
{
    private const int Patience = Waits.Long;

    [TestCase("html", "ApiUrl")]
    [TestCase("key", "ApiKey")]
    [TestCase("annotator", "ApiKey")]
    [TestCase("workspaces", "argilla, other")]
    [TestCase("workspace", "Workspace")]
    [TestCase("version", "Update the server")]
    [TestCase("missing", "CreateDataset")]
    [TestCase("draft", "Publish it")]
    [TestCase("index", "reindex")]
    [TestCase("required", "FieldMapping")]
    public void WhatStandsInTheWayIsSaidOnceAndRecordsWait(string trouble, string hint)
    {
        using var server = new StubArgilla();
        Action<ArgillaExporterOptions>? configure = null;
        switch (trouble)
        {
            case "html":
                server.Intercept = static (_, _) => Task.FromResult<HttpResponseMessage?>(StubArgilla.Html(200));
                break;
            case "key":
                server.Intercept = static (request, _) => Task.FromResult(request.RequestUri!.AbsolutePath.EndsWith("/me", StringComparison.Ordinal) ? StubArgilla.Json(401, "{}") : null);
                break;
            case "annotator":
                server.Role = "annotator";
                break;
            case "workspaces":
                server.Workspaces.Add("other");
                break;
            case "workspace":
                configure = static options => options.Workspace = "absent";
                break;
            case "version":
                server.Version = "1.29.0";
                break;
            case "missing":
                configure = static options => options.CreateDataset = false;
                break;
            case "draft":
                server.AddDataset("ds", "draft");
                server.AddField("theirs");
                break;
            case "index":
                server.AddDataset("ds");
                server.Intercept = static (request, _) => Task.FromResult(
                    request.RequestUri!.AbsolutePath.EndsWith("progress", StringComparison.Ordinal) ? StubArgilla.Fault("opensearchpy.exceptions.NotFoundError") : null);
                break;
            default:
                server.AddDataset("ds");
                server.AddField("prompt");
                server.AddField("context");
                break;
        }

        using var outbox = new Outbox(server, configure);
        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(300), Is.False);
        Assert.That(outbox.Counts, Is.Empty);
        Assert.That(server.Batches, Is.Empty);
        Assert.That(() => outbox.HowOftenSaid("DeliveryBlocked"), Is.EqualTo(1).After(Patience, 10));
        Assert.That(outbox.Said, Has.One.StartsWith("DeliveryBlocked").And.One.Contains(hint));
        Assert.That(string.Join("\n", outbox.Said), Does.Not.Contain(StubArgilla.Key));
    }

    [Test]
    public void AHalfMadeDraftIsCompleted()
    {
        using var server = new StubArgilla();
        server.AddDataset("ds", "draft");
        server.AddField("prompt");
        using var outbox = new Outbox(server);

        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Fields, Has.Count.EqualTo(3));
        Assert.That(server.Questions, Has.Count.EqualTo(2));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void AMissingDatasetIsMadeWithTheNamesThatFieldsAreMappedTo(bool isHalfMade)
    {
        using var server = new StubArgilla();
        if (isHalfMade)
        {
            server.AddDataset("ds", "draft");
            server.AddField("question");
        }

        using var outbox = new Outbox(server, static options =>
        {
            options.FieldMapping["prompt"] = "question";
            options.FieldMapping["response"] = "answer";
        });
        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Fields.Select(static field => (string)field!["name"]!), Is.EqualTo(["question", "answer", "conversation"]));
        Assert.That(server.Records["a"]["fields"]!.AsObject().Select(static field => field.Key), Is.SupersetOf(["question", "answer"]));
    }

    [Test]
    public void TheLoserOfARaceLooksAgain([Values(409, 500)] int status)
    {
        using var server = new StubArgilla();
        server.Intercept = (request, _) =>
        {
            if (request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("v1/datasets", StringComparison.Ordinal))
            {
                server.AddDataset("ds", "draft");
                return Task.FromResult<HttpResponseMessage?>(status == 409 ? StubArgilla.Json(409, """{"detail":"x"}""") : StubArgilla.Fault("sqlalchemy.exc.IntegrityError"));
            }

            return Task.FromResult<HttpResponseMessage?>(null);
        };
        using var outbox = new Outbox(server);

        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void ADatasetMadeWithThePythonSdkGetsOnlyWhatItTakes()
    {
        using var server = new StubArgilla { Version = "2.5.0" };
        server.AddDataset("ds", allowExtra: false);
        server.AddField("question", markdown: false);
        server.AddField("response", markdown: false);
        server.AddQuestion("quality", """{"type":"rating","options":[{"value":1},{"value":2}]}""");
        server.AddProperty("tokens", """{"type":"integer"}""");
        server.AddProperty("latency_ms", """{"type":"float"}""");
        server.AddProperty("llm", """{"type":"terms","values":["m1","m2"]}""");
        using var outbox = new Outbox(server, static options =>
        {
            options.FieldMapping["prompt"] = "question";
            options.MetadataMapping["model"] = "llm";
            options.EscapeHtml = true;
        });

        outbox.Delivery.Enqueue(Outbox.Document(
            "a",
            ""","metadata":{"tokens":3.0,"latency_ms":3,"model":"m1","kind":"chat"},"suggestions":[{"question":"quality","value":2.0,"agent":"gpt@4 (eu)"},{"question":"nope","value":1}]""",
            "<b>x</b>"));

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Records["a"].ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), Is.EqualTo(
            """{"external_id":"a","fields":{"question":"&lt;b&gt;x&lt;/b&gt;","response":"r"},"suggestions":[{"question_id":"q-quality","value":2,"agent":"gpt_4 _eu_","type":"model"}],"metadata":{"tokens":3,"latency_ms":3.0,"llm":"m1"}}"""));
        Assert.That(outbox.Said.Count(static line => line.StartsWith("DatasetNote", StringComparison.Ordinal) && line.Contains("undeclared", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void AnOlderServerAlwaysGetsAConversation()
    {
        using var server = new StubArgilla { Version = "2.6.0" };
        using var outbox = new Outbox(server);

        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Records["a"]["fields"]!["conversation"]!.AsArray(), Is.Empty);
    }

    [Test]
    public void TheKeyAndTheHeadersAreSent()
    {
        using var server = new StubArgilla();
        using var outbox = new Outbox(server, static options =>
        {
            options.ApiKey = $" {StubArgilla.Key}\n";
            options.Headers["Authorization"] = "Bearer hf";
        });

        outbox.Enqueue("a");

        Assert.That(outbox.Delivery.Flush(Patience), Is.True);
        Assert.That(server.Messages.Select(static message => message.Headers.GetValues("X-Argilla-Api-Key").Single()), Is.All.EqualTo(StubArgilla.Key));
        Assert.That(server.Messages.Select(static message => message.Headers.GetValues("Authorization").Single()), Is.All.EqualTo("Bearer hf"));
    }
}
