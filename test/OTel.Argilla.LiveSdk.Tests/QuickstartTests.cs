using System.Diagnostics;
using OTel.Argilla.Emulator;

namespace OTel.Argilla.LiveSdk.Tests;

/// <summary>The first command that a newcomer runs, as a process of its own.</summary>
public sealed class QuickstartTests
{
    private const string LastLine = "8 records written, 0 lost";

    private static readonly string[] Questions =
    [
        .. Enumerable.Repeat(new[] { "Tell me a joke", "Tell me a poem" }, 3).SelectMany(pair => pair),
        """
        You are a playwright. Given the title of play, it is your job to write a synopsis for that title.
        Title: Documentary about Bigfoot in Paris
        Playwright: This is a synopsis for the above play:
        """,
        "Which river flows past the Eiffel Tower, and how long is it?",
    ];

    [Test]
    public async Task It_prints_eight_records_and_the_reason_of_each_span_without_one()
    {
        using var quickstart = Start();
        var lines = (await quickstart.StandardOutput.ReadToEndAsync()).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        await quickstart.WaitForExitAsync();

        Assert.That(lines[^1], Is.EqualTo(LastLine), await quickstart.StandardError.ReadToEndAsync());
        Assert.That(quickstart.ExitCode, Is.Zero);
        Assert.That(lines[2..10].Select(line => line[..8]), Is.EqualTo(Questions.Select(question => question[..8])));
        Assert.That(lines[8], Does.Contain("A film crew follows").And.Contain("scripted-model"));
        Assert.That(lines[9], Does.Contain("The Seine flows past"));
        Assert.That(lines[11..^1], Is.EqualTo(Enumerable.Repeat("  chat scripted-model: nested, a step inside an interaction that has its record", 3)));
    }

    [Test]
    public async Task It_writes_to_the_Argilla_that_it_is_told()
    {
        await using var argilla = await ArgillaEmulator.StartAsync();
        using var quickstart = Start([], ("ARGILLA_API_URL", argilla.Url.ToString()), ("ARGILLA_API_KEY", argilla.ApiKey));
        await quickstart.StandardOutput.ReadToEndAsync();
        await quickstart.WaitForExitAsync();

        var records = argilla.Records("quickstart");
        Assert.That(records.Select(record => record.Fields["prompt"]!.GetValue<string>().ReplaceLineEndings("\n")), Is.EquivalentTo(Questions.Select(question => question.ReplaceLineEndings("\n"))));
        Assert.That(
            records.Select(record => record.Metadata["input_variables"]?.ToJsonString()).Where(variables => variables is not null),
            Is.EqualTo(new[] { """{"title":"Documentary about Bigfoot in Paris"}""" }));
        Assert.That(
            records.Single(record => record.Fields["prompt"]!.GetValue<string>() == Questions[^1]).Fields["response"]!.GetValue<string>(),
            Is.EqualTo("The Seine flows past the Eiffel Tower. It is 777 km long."));
    }

    [Test]
    public async Task With_a_key_it_asks_a_real_model()
    {
        await using var model = await ScriptedOpenAI.StartAsync();
        await using var argilla = await ArgillaEmulator.StartAsync();
        using var quickstart = Start(
            [], ("ARGILLA_API_URL", argilla.Url.ToString()), ("ARGILLA_API_KEY", argilla.ApiKey), ("OPENAI_API_KEY", "key"), ("OPENAI_BASE_URL", model.Endpoint.ToString()));
        Assert.That(await quickstart.StandardOutput.ReadToEndAsync(), Does.EndWith(LastLine + Environment.NewLine));

        var records = argilla.Records("quickstart");
        Assert.That(records.Select(record => record.Fields["response"]!.GetValue<string>()), Is.All.StartsWith("Echo: "));
        Assert.That(records.Select(record => record.Metadata["model"]!.GetValue<string>()), Is.All.EqualTo("gpt-scripted"));
    }

    [Test]
    public async Task With_serve_the_server_stays()
    {
        using var quickstart = Start(["--serve"]);
        try
        {
            string? line;
            do
            {
                line = await quickstart.StandardOutput.ReadLineAsync();
                Assert.That(line, Is.Not.Null, await Unless(line is not null, quickstart.StandardError));
            }
            while (!line!.StartsWith("The records stay at ", StringComparison.Ordinal));

            using var http = new HttpClient();
            http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", "argilla.apikey");
            Assert.That(await http.GetStringAsync(new Uri(new Uri(line.Split(' ')[4]), "/api/v1/me/datasets")), Does.Contain("\"quickstart\""));
            Assert.That(quickstart.HasExited, Is.False);
        }
        finally
        {
            quickstart.Kill();
        }
    }

    [TestCase("nonsense", "key", "ARGILLA_API_URL is 'nonsense'")]
    [TestCase("http://127.0.0.1:1", "", "set ARGILLA_API_KEY")]
    public async Task It_says_what_to_change(string url, string key, string said)
    {
        using var quickstart = Start([], ("ARGILLA_API_URL", url), ("ARGILLA_API_KEY", key));
        Assert.That(await quickstart.StandardError.ReadToEndAsync(), Does.Contain(said).And.Not.Contain("   at "));
        await quickstart.WaitForExitAsync();
        Assert.That(quickstart.ExitCode, Is.EqualTo(1));
    }

    private static async Task<string> Unless(bool isFine, StreamReader error) => isFine ? "" : await error.ReadToEndAsync();

    private static Process Start(string[]? arguments = null, params (string Name, string Value)[] variables)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(root, "docs", "quickstart", "bin", output.Parent.Name, output.Name, "quickstart.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments ?? []])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ARGILLA_", StringComparison.Ordinal) || name.StartsWith("OPENAI_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
