using OTel.Argilla.Sidecar.Receivers;
using YamlDotNet.RepresentationModel;

namespace OTel.Argilla.Docs.Tests.Deploy;

/// <summary>The Collector's configurations: pipelines are made of components that are defined and exist, and nothing is dropped while a sidecar is away.</summary>
public sealed class CollectorTests
{
    /// <summary>Types as they are called since 0.154 and 0.162; the older names are deprecated.</summary>
    private static readonly Dictionary<string, string[]> Types = new()
    {
        ["extensions"] = ["file_storage", "bearertokenauth"],
        ["receivers"] = ["otlp"],
        ["processors"] = ["batch"],
        ["exporters"] = ["otlp_http", "otlp_grpc", "load_balancing"],
    };

    private static IEnumerable<string> Files => DeployFiles.Yaml.Where(static file => file.StartsWith("collector", StringComparison.Ordinal));

    [Test]
    public void There_are_two() => Assert.That(Files.Count(), Is.EqualTo(2));

    [TestCaseSource(nameof(Files))]
    public void Pipelines_are_made_of_what_is_defined_and_nothing_is_defined_for_nothing(string file)
    {
        var configuration = DeployFiles.Documents(file)[0];
        var service = configuration.At("service");
        var pipelines = service.At("pipelines").Children;
        foreach (var (kind, types) in Types)
        {
            var defined = configuration.At(kind).Children.Keys.Select(static key => key.ToString()).ToList();
            var used = kind == "extensions" ? service.Texts(kind) : pipelines.Values.SelectMany(pipeline => ((YamlMappingNode)pipeline).Texts(kind)).Distinct();

            Assert.That(defined, Is.EquivalentTo(used), kind);
            Assert.That(defined.Select(static name => name.Split('/')[0]), Is.SubsetOf(types), kind);
        }

        Assert.That(configuration.Children.Keys.Select(static key => key.ToString()), Is.EquivalentTo(Types.Keys.Append("service")));
        Assert.That(pipelines.Keys.Select(static key => key.ToString()), Is.EquivalentTo(new[] { "traces", "logs" }), "log records hold what some SDKs leave out of their spans; metrics are of no use");
    }

    [TestCaseSource(nameof(Files))]
    public void What_waits_is_on_disk_and_waits_for_ever(string file)
    {
        var configuration = DeployFiles.Documents(file)[0];
        foreach (var exporter in configuration.At("exporters").Children.Values.Cast<YamlMappingNode>())
        {
            Assert.That(exporter.At("sending_queue").Text("storage"), Is.EqualTo("file_storage"));
            Assert.That(exporter.At("retry_on_failure").Text("max_elapsed_time"), Is.EqualTo("0"));
        }
    }

    [Test]
    public void A_single_sidecar_is_sent_to_where_it_listens() =>
        Assert.That(DeployFiles.Documents("collector/persistent-queue.yaml")[0].At("exporters", "otlp_http").Text("endpoint"), Is.EqualTo("http://" + new ReceiverOptions().HttpEndpoint));

    [Test]
    public void The_manuals_Collector_does_not_take_the_sidecars_ports()
    {
        var protocols = DeployFiles.Documents("collector/persistent-queue.yaml")[0].At("receivers", "otlp", "protocols").Children.Values.Cast<YamlMappingNode>();

        Assert.That(protocols.Select(static protocol => protocol.Text("endpoint")), Has.None.AnyOf(new ReceiverOptions().HttpEndpoint, new ReceiverOptions().GrpcEndpoint));
    }

    [Test]
    public void Traces_are_balanced_over_the_replicas_of_the_manifest()
    {
        var balancer = DeployFiles.Documents("collector/load-balancing.yaml")[0].At("exporters", "load_balancing");
        var set = DeployFiles.Documents("kubernetes/sidecars.yaml").Single(static document => document.Text("kind") == "StatefulSet");
        var space = DeployFiles.Documents("kubernetes/kustomization.yaml")[0].Text("namespace");
        var port = new ReceiverOptions().GrpcEndpoint.Split(':')[1];
        var replicas = Enumerable.Range(0, int.Parse(set.At("spec").Text("replicas"), System.Globalization.CultureInfo.InvariantCulture))
            .Select(i => $"{set.At("metadata").Text("name")}-{i}.{set.At("spec").Text("serviceName")}.{space}.svc:{port}");

        Assert.That(balancer.Text("routing_key"), Is.EqualTo("traceID"));
        Assert.That(balancer.At("resolver", "static").Texts("hostnames"), Is.EqualTo(replicas));
    }
}
