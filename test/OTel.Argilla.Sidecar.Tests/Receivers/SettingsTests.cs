using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Receivers.Forwarding;
using OTel.Argilla.Sidecar.Receivers.Settings;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Settings from a configuration, and the table of the documentation.</summary>
public sealed class SettingsTests
{
    [Test]
    public void The_table_has_every_setting_and_its_default()
    {
        var rows = Rows();
        var reader = new SectionReader(Configuration().GetSection("Receiver"));
        var options = new ReceiverOptions();
        ReceiverSettings.Read(reader, options);

        Assert.That(rows.Keys, Is.EqualTo(reader.Known));
        foreach (var (name, text) in rows)
        {
            Assert.That(text, Is.EqualTo(Text(Value(options, name))), name);
        }
    }

    [Test]
    public void Each_setting_sets_what_it_names()
    {
        var defaults = new ReceiverOptions();
        foreach (var name in Rows().Keys)
        {
            var (key, value) = Sample(name, Value(defaults, name));

            var options = ReceiverSettings.Read(Configuration(("Receiver:" + key, value)));

            Assert.That(Text(Value(options, name)), Is.Not.EqualTo(Text(Value(defaults, name))), name);
        }
    }

    [Test]
    public void Lists_come_with_commas_or_as_lists()
    {
        var options = ReceiverSettings.Read(Configuration(
            ("Receiver:Authentication:BearerTokens", "one, two"), ("Receiver:Authentication:ApiKeys:0", "three"), ("Receiver:Authentication:ApiKeys:1", "four")));

        Assert.That(options.Authentication.BearerTokens, Is.EqualTo(new[] { "one", "two" }));
        Assert.That(options.Authentication.ApiKeys, Is.EqualTo(new[] { "three", "four" }));
    }

    [Test]
    public void Names_have_no_case_and_none_is_none()
    {
        var options = ReceiverSettings.Read(Configuration(("receiver:GRPCENDPOINT", "none"), ("receiver:forward:protocol", "grpc")));

        Assert.That((options.GrpcEndpoint, options.Forward.Protocol), Is.EqualTo((string.Empty, ForwardProtocol.Grpc)));
    }

    [TestCase("Receiver:HttpEndpiont", "x", "HttpEndpiont is no setting")]
    [TestCase("Receiver:Tls:Certificate", "x", "Tls:Certificate is no setting")]
    [TestCase("Receiver:Forward:Url:0", "x", "Forward:Url is no setting")]
    [TestCase("Receiver:MaxBodyBytes", "64 MiB", "MaxBodyBytes must be a whole number")]
    [TestCase("Receiver:Forward:Timeout", "10s", "Forward:Timeout must be a time span")]
    [TestCase("Receiver:Forward:Protocol", "kafka", "Forward:Protocol must be one of Http, Grpc")]
    [TestCase("Receiver:Forward:Protocol", "7", "Forward:Protocol must be one of Http, Grpc")]
    [TestCase("Receiver:Forward:Endpoint", "collector", "Forward:Endpoint must be an address")]
    public void What_is_wrong_is_named(string key, string value, string message)
    {
        var error = Assert.Throws<ReceiverException>(() => ReceiverSettings.Read(Configuration((key, value))));

        Assert.That(error!.Message, Does.Contain(message));
    }

    [Test]
    public void No_value_is_repeated() => Assert.That(
        Assert.Throws<ReceiverException>(static () => ReceiverSettings.Read(Configuration(("Receiver:BearerToken", "secret-0123456789"))))!.Message,
        Does.Not.Contain("secret"));

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static object? Value(object options, string name) =>
        name.Split(':').Aggregate((object?)options, static (at, part) => at!.GetType().GetProperty(part)!.GetValue(at));

    private static string Text(object? value) => value switch
    {
        null => "none",
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
