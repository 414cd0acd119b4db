using System.Collections;
using System.Globalization;
using System.Reflection;
using OTel.Argilla.Exporter;

namespace OTel.Argilla.Docs.Tests;

/// <summary>The tables of options list every option, with the default that it really has.</summary>
public sealed class OptionsTableTests
{
    private static readonly string[] Pages = ["README.md", "docs/options.md"];

    [TestCaseSource(nameof(Pages))]
    public void Table_lists_every_option(string page)
    {
        Assert.That(Rows(page).Keys, Is.EquivalentTo(Options().Select(option => option.Name)));
    }

    [TestCaseSource(nameof(Pages))]
    public void Table_has_the_real_defaults(string page)
    {
        var rows = Rows(page);
        var options = new ArgillaExporterOptions();
        Assert.Multiple(() =>
        {
            foreach (var option in Options())
            {
                Assert.That(rows[option.Name], Does.StartWith(Text(option.GetValue(options))), option.Name);
            }
        });
    }

    private static PropertyInfo[] Options() => typeof(ArgillaExporterOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static string Text(object? value) => value switch
    {
        null => "`null`",
        bool flag => flag ? "`true`" : "`false`",
        IEnumerable map and not string => map.Cast<object>().Any() ? "not empty" : "empty",
        string or ValueType => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
        _ => "the SDK's",
    };

    /// <summary>Name and default of each row.</summary>
    private static Dictionary<string, string> Rows(string page) =>
        File.ReadLines(Path.Combine(Manual.Root, page))
            .SkipWhile(line => !line.StartsWith("| option |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => cells[3]);
}
