using System.Collections;
using System.Globalization;
using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Receivers.Forwarding;
using OTel.Argilla.Sidecar.Tests.Commands;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Configuration;

/// <summary>The manual's table of settings says what the command reads.</summary>
public sealed class SettingsTableTests
{
    [Test]
    public void The_table_has_every_setting_and_its_default()
    {
        var rows = Rows();
        var reader = new ServeSettingsReader(CommandConfiguration.Load(Cli.Io(), null, []));
        var settings = reader.Read("data");
        Assert.That(reader.Sections.Select(static section => section.Section), Is.EquivalentTo(ServeSettingsReader.SectionNames));

        // A path of the machine: the table says in words what it is.
        var defaults = reader.Sections.Where(static section => section.Section != "Argilla")
            .SelectMany(static section => section.Settings.Select(setting => (Name: $"{section.Section}:{setting.Name}", setting.Default)))
            .Where(static setting => setting.Name != "Journal:Directory").Select(static setting => (setting.Name, Text: setting.Default is null ? "none" : $"`{setting.Default}`"))
            .Concat(reader.Sections.Single(static section => section.Section == "Argilla").Settings.Select(setting => ("Argilla:" + setting.Name, Text(Value(settings.Argilla, setting.Name)))));

        Assert.That(rows.Where(static row => row.Key != "Journal:Directory").Select(static row => (row.Key, row.Value)), Is.EquivalentTo(defaults));
        Assert.That(rows, Contains.Key("Journal:Directory"));
    }

    [Test]
    public void Each_setting_of_the_receivers_sets_what_it_names()
    {
        var defaults = new ReceiverOptions();
        foreach (var name in Rows().Keys.Where(static name => name.StartsWith("Receiver:", StringComparison.Ordinal)).Select(static name => name["Receiver:".Length..]))
        {
            var (key, value) = Sample(name, Value(defaults, name));
            var root = CommandConfiguration.Load(Cli.Io(), null, [new("Receiver:" + key, value)]).Root;
            var options = new ReceiverOptions();
            ReceiverSettings.Read(new SectionReader(root.GetSection("Receiver")), options);

            Assert.That(Text(Value(options, name)), Is.Not.EqualTo(Text(Value(defaults, name))), name);
        }
    }

    private static object? Value(object options, string name) =>
        name.Split(':').Aggregate((object?)options, static (at, part) => at!.GetType().GetProperty(part)!.GetValue(at));

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "`true`" : "`false`",
        IEnumerable list and not string => string.Join(",", list.Cast<object>()) is { Length: > 0 } text ? text : "none",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static (string Key, string Value) Sample(string name, object? current) => (name, current) switch
    {
        ("Forward:Endpoint", _) => (name, "http://127.0.0.1:1"),
        ("Forward:Headers", _) => (name + ":X-Team", "support"),
        (_, ForwardProtocol) => (name, "Grpc"),
        (_, TimeSpan) => (name, "00:00:07"),
        (_, int or long) => (name, "7"),
        _ => (name, "something"),
    };

    private static Dictionary<string, string> Rows()
    {
        using var reader = new StreamReader(Samples.Resource("sidecar.md"));
        return reader.ReadToEnd().Split('\n')
            .SkipWhile(static line => !line.StartsWith("| setting |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(static cells => cells[1].Trim('`'), static cells => cells[2]);
    }
}
