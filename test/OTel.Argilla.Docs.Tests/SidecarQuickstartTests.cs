using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Docs.Tests;

/// <summary>What the sidecar's manual has a newcomer do gives a record.</summary>
public sealed partial class SidecarQuickstartTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Manual.Root, "docs", "sidecar.md"));

    [Test]
    public async Task The_request_of_the_manual_is_a_record_of_the_emulator()
    {
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = Listen(delivered);
        var directory = Directory.CreateTempSubdirectory("otel-argilla-quickstart-");
        using var stop = new CancellationTokenSource();
        using var log = new AddressLog();
        var running = CommandLine.RunAsync([.. Command().Split(' '), "--data", directory.FullName], Io(log), stop.Token);
        try
        {
            var request = Request();
            var (otlp, page) = await log.Addresses(running);
            using var client = new HttpClient();
            using var answer = await client.PostAsync(new Uri(otlp, request.Path), new StringContent(request.Body, Encoding.UTF8, request.Type));
            Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
            await Task.WhenAny(delivered.Task, running);

            Assert.That(await client.GetStringAsync(new Uri(page, "/_emulator/export")), Does.Contain("llm-traces").And.Contain("Why is the sky blue?").And.Contain("Air scatters blue light the most."));
        }
        finally
        {
            await stop.CancelAsync();
            Assert.That(await running, Is.Zero);
            directory.Delete(recursive: true);
        }
    }

    [Test]
    public void The_readme_has_the_same_command() =>
        Assert.That(File.ReadAllText(Path.Combine(Manual.Root, "README.md")), Does.Contain("dotnet run --project src/OTel.Argilla.Sidecar -- " + Command()));

    private static string Command() => RunCommand().Match(Text).Groups["arguments"].Value.Trim();

    private static (string Path, string Type, string Body) Request()
    {
        var match = CurlCommand().Match(Text);
        return (match.Groups["path"].Value, match.Groups["type"].Value, match.Groups["body"].Value);
    }

    private static MeterListener Listen(TaskCompletionSource delivered)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "argilla.exporter.records")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags.Contains(new KeyValuePair<string, object?>("outcome", "exported")))
            {
                delivered.TrySetResult();
            }
        });
        listener.Start();
        return listener;
    }

    private static CommandIo Io(TextWriter error) => new()
    {
        Out = TextWriter.Null,
        Error = error,
        OpenInput = static () => Stream.Null,
        OpenOutput = static () => Stream.Null,
        WorkingDirectory = Path.GetTempPath(),
        Environment = new Dictionary<string, string?>
        {
            ["Receiver__HttpEndpoint"] = "127.0.0.1:0", ["Receiver__GrpcEndpoint"] = "127.0.0.1:0", ["Status__Endpoint"] = "127.0.0.1:0", ["Emulator__Endpoint"] = "127.0.0.1:0",
        },
    };

    [GeneratedRegex(@"dotnet run --project src/OTel\.Argilla\.Sidecar -- (?<arguments>.+)")]
    private static partial Regex RunCommand();

    [GeneratedRegex(@"<!-- quickstart: request -->\n```sh\ncurl http://127\.0\.0\.1:4318(?<path>\S+) -H 'Content-Type: (?<type>[\w/]+)' -d '(?<body>[^']+)'\n```")]
    private static partial Regex CurlCommand();

    /// <summary>Waits for the lines that tell where things are.</summary>
    private sealed partial class AddressLog : StringWriter
    {
        private readonly TaskCompletionSource<Uri> _otlp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Uri> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<(Uri Otlp, Uri Page)> Addresses(Task unless)
        {
            var all = Task.WhenAll(_otlp.Task, _page.Task);
            Assert.That(await Task.WhenAny(all, unless), Is.SameAs(all), ToString());
            return (await _otlp.Task, await _page.Task);
        }

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _ = value!.Contains("OTLP over HTTP", StringComparison.Ordinal) && _otlp.TrySetResult(new Uri(Address().Match(value).Value));
            _ = value.Contains("Review the records", StringComparison.Ordinal) && _page.TrySetResult(new Uri(Address().Match(value).Value));
        }

        [GeneratedRegex(@"http://[\d.:]+\d")]
        private static partial Regex Address();
    }
}
