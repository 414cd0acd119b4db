using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Status;

namespace OTel.Argilla.Docs.Tests.Deploy;

/// <summary>Image, compose file and manifests agree with the command and with each other.</summary>
public sealed class ContainerTests
{
    private static readonly string Status = PortOf(new StatusOptions().Endpoint);
    private static readonly string[] Ports = [PortOf(new ReceiverOptions().GrpcEndpoint), PortOf(new ReceiverOptions().HttpEndpoint), Status];

    [TestCaseSource(typeof(DeployFiles), nameof(DeployFiles.Yaml))]
    public void Yaml_can_be_read(string file) => Assert.That(DeployFiles.Documents(file), Is.Not.Empty);

    [Test]
    public void The_image_exposes_the_default_ports_and_listens_there()
    {
        var steps = DeployFiles.DockerfileSteps();
        var listens = DeployFiles.Environment().Where(static setting => setting.File == "Dockerfile").Select(static setting => PortOf(setting.Value));

        Assert.That(steps.Single(static step => step.Instruction == "EXPOSE").Arguments.Split(' '), Is.EquivalentTo(Ports));
        Assert.That(listens, Is.EquivalentTo(Ports));
    }

    [Test]
    public void The_image_runs_the_native_program_as_a_user_that_may_write_to_data_alone()
    {
        var steps = DeployFiles.DockerfileSteps();
        var final = steps.Skip(steps.ToList().FindLastIndex(static step => step.Instruction == "FROM")).ToList();

        Assert.That(final[0].Arguments, Does.EndWith("-chiseled"));
        Assert.That(final.Single(static step => step.Instruction == "USER").Arguments, Is.EqualTo("1654:1654"));
        Assert.That(final.Where(static step => step.Instruction == "COPY" && step.Arguments.Contains("--chown", StringComparison.Ordinal)).Select(static step => step.Arguments.Split(' ')[^1]), Is.EqualTo(new[] { "/data" }));
        Assert.That(final.Single(static step => step.Instruction == "VOLUME").Arguments, Is.EqualTo("/data"));
        Assert.That(final.Single(static step => step.Instruction == "CMD").Arguments, Is.EqualTo("""["serve", "--data", "/data"]"""));
        Assert.That(final.Single(static step => step.Instruction == "ENTRYPOINT").Arguments, Does.Contain(AssemblyName()));
        Assert.That(steps.Single(static step => step.Instruction == "RUN").Arguments, Does.Contain("-p:PublishNative=true"));
    }

    [Test]
    public void What_the_image_is_built_of_is_there_and_let_through()
    {
        var lets = DeployFiles.Text("Dockerfile.dockerignore").Split('\n').Where(static line => line.StartsWith('!')).Select(static line => line[1..]).ToList();
        var copied = DeployFiles.DockerfileSteps().Where(static step => step.Instruction == "COPY" && !step.Arguments.StartsWith("--", StringComparison.Ordinal))
            .SelectMany(static step => step.Arguments.Split(' ')[..^1]).Select(static path => path.TrimEnd('/')).ToList();

        Assert.That(copied, Is.EquivalentTo(lets));
        Assert.That(copied.Select(static path => Path.Combine(Manual.Root, path)), Is.All.Matches<string>(static path => Path.Exists(path)));
    }

    [Test]
    public void Compose_publishes_the_ports_on_the_loopback_and_keeps_the_data()
    {
        var sidecar = DeployFiles.Documents("compose.yaml")[0].At("services", "sidecar");

        Assert.That(sidecar.Texts("ports"), Is.EquivalentTo(Ports.Select(static port => $"127.0.0.1:{port}:{port}")));
        Assert.That(sidecar.Texts("volumes"), Is.EqualTo(new[] { "sidecar:/data" }));
        Assert.That(sidecar.Text("read_only"), Is.EqualTo("true"));
        Assert.That(Path.GetFullPath(Path.Combine(DeployFiles.Root, sidecar.At("build").Text("context"), sidecar.At("build").Text("dockerfile"))), Is.EqualTo(Path.Combine(DeployFiles.Root, "Dockerfile")));
    }

    [Test]
    public void Compose_defines_what_it_names()
    {
        var file = DeployFiles.Documents("compose.yaml")[0];
        var volumes = file.At("volumes").Children.Keys.Select(static key => key.ToString()).ToList();
        var services = file.At("services").Children.Keys.Select(static key => key.ToString()).ToList();
        foreach (var service in services.Select(name => file.At("services", name)))
        {
            Assert.That(service.Texts("volumes").Select(static volume => volume.Split(':')[0]), Is.SubsetOf(volumes));
            if (service.Has("depends_on"))
            {
                var needed = service.At("depends_on").Children.Keys.Select(static key => key.ToString()).ToList();
                Assert.That(needed, Is.SubsetOf(services));
                Assert.That(needed.Select(name => file.At("services", name).Has("healthcheck")), Is.All.True, "asked for as healthy");
            }
        }
    }

    [Test]
    public void Pods_run_the_command_with_its_volume_and_probes_at_the_status_port()
    {
        Assert.That(DeployFiles.SidecarContainers(), Has.Count.EqualTo(2));
        foreach (var container in DeployFiles.SidecarContainers())
        {
            Assert.That(container.Texts("args"), Is.EqualTo(new[] { "serve", "--data", "/data" }));
            Assert.That(container.List("volumeMounts").Select(static mount => mount.Text("mountPath")), Does.Contain("/data"));
            Assert.That(container.List("ports").ToDictionary(static port => port.Text("name"), static port => port.Text("containerPort"))["status"], Is.EqualTo(Status));
            Assert.That(container.At("livenessProbe", "httpGet").Text("path"), Is.EqualTo("/healthz"));
            Assert.That(container.At("livenessProbe", "httpGet").Text("port"), Is.EqualTo("status"));
            Assert.That(container.At("securityContext").Text("readOnlyRootFilesystem"), Is.EqualTo("true"));
        }

        foreach (var set in DeployFiles.Objects("StatefulSet"))
        {
            Assert.That(set.At("spec").List("volumeClaimTemplates").Select(static claim => claim.At("metadata").Text("name")), Does.Contain("data"));
            Assert.That(set.At("spec", "template", "spec", "securityContext").Text("runAsUser"), Is.EqualTo("1654"));
        }
    }

    [Test]
    public void Services_reach_the_pods_that_they_name()
    {
        var services = DeployFiles.Objects("Service").ToList();
        foreach (var set in DeployFiles.Objects("StatefulSet"))
        {
            var service = services.Single(service => service.At("metadata").Text("name") == set.At("spec").Text("serviceName"));
            Assert.That(service.At("spec").Text("clusterIP"), Is.EqualTo("None"), "a name for each pod");
            Assert.That(service.At("spec", "selector"), Is.EqualTo(set.At("spec", "selector", "matchLabels")));
            Assert.That(set.At("spec", "template", "metadata", "labels"), Is.EqualTo(set.At("spec", "selector", "matchLabels")));
        }

        var ports = DeployFiles.Documents("kubernetes/sidecars.yaml")[0].At("spec").List("ports").Select(static port => port.Text("port"));
        Assert.That(ports, Is.EquivalentTo(Ports[..2]));
    }

    [Test]
    public void Kustomization_names_files_that_are_there()
    {
        var resources = DeployFiles.Documents("kubernetes/kustomization.yaml")[0].Texts("resources");

        Assert.That(resources.Select(static file => Path.Combine(DeployFiles.Root, "kubernetes", file)), Is.All.Matches<string>(File.Exists));
    }

    private static string AssemblyName() => typeof(ReceiverOptions).Assembly.GetName().Name!;

    private static string PortOf(string endpoint) => endpoint[(endpoint.LastIndexOf(':') + 1)..];
}
