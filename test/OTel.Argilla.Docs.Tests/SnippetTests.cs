using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OTel.Argilla.Docs.Tests;

/// <summary>Every C# snippet of the manual compiles. The comment above a snippet names what stands around it.</summary>
public sealed partial class SnippetTests
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Text.RegularExpressions;

        """;

    private static readonly Dictionary<string, string> Wrappers = new()
    {
        ["program"] = "{0}",
        ["tracing"] = "using OpenTelemetry.Trace; class Snippet {{ void Run(TracerProviderBuilder tracing) {{\n{0}\n}} }}",
        ["services"] = "using Microsoft.Extensions.DependencyInjection; using OpenTelemetry; using OpenTelemetry.Logs; using OpenTelemetry.Trace; "
            + "class Snippet {{ void Run(IServiceCollection services) {{\n{0}\n}} }}",
        ["logging"] = "using OpenTelemetry.Logs; class Snippet {{ void Run(LoggerProviderBuilder logging) {{\n{0}\n}} }}",
    };

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [TestCaseSource(nameof(Snippets))]
    public void Snippet_compiles(string wrapper, string code)
    {
        Assert.That(Compile(wrapper, code), Is.Empty);
    }

    [Test]
    public void A_wrong_snippet_is_found()
    {
        Assert.That(Compile("tracing", "tracing.AddArgillaExporter(options => options.NoSuchOption = 1);"), Is.Not.Empty);
    }

    private static IEnumerable<TestCaseData> Snippets()
    {
        foreach (var page in Manual.Pages)
        {
            var text = File.ReadAllText(page);
            foreach (Match match in Snippet().Matches(text))
            {
                var line = text.AsSpan(0, match.Index).Count('\n') + 1;
                yield return new TestCaseData(match.Groups["wrapper"].Value, match.Groups["code"].Value)
                    .SetArgDisplayNames($"{Path.GetRelativePath(Manual.Root, page)}:{line}");
            }
        }
    }

    private static string[] Compile(string wrapper, string code)
    {
        // A snippet without a comment, or with one that names no wrapper, is a program.
        var source = Usings + string.Format(null, Wrappers[wrapper.Length == 0 ? "program" : wrapper], code);
        var kind = wrapper is "program" or "" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(source)],
            References,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString())];
    }

    [GeneratedRegex(@"(<!-- snippet: (?<wrapper>\w+) -->\r?\n)?```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
