using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OTel.Argilla.Docs.Tests.Deploy;

/// <summary>The files under <c>docs/deploy</c>.</summary>
internal static class DeployFiles
{
    public static string Root { get; } = Path.Combine(Manual.Root, "docs", "deploy");

    public static IEnumerable<string> Yaml =>
        Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories).Select(static file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Root, name));

    /// <summary>The documents of a YAML file.</summary>
    public static IReadOnlyList<YamlMappingNode> Documents(string name)
    {
        // Compose files merge mappings.
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(Text(name)))));
        return [.. stream.Documents.Select(static document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>The Kubernetes objects of a kind, in all manifests.</summary>
    public static IEnumerable<YamlMappingNode> Objects(string kind) =>
        Yaml.Where(static file => file.StartsWith("kubernetes", StringComparison.Ordinal)).SelectMany(Documents).Where(document => document.Text("kind") == kind);

    /// <summary>The containers of the sidecar, of whichever pod.</summary>
    public static IReadOnlyList<YamlMappingNode> SidecarContainers() =>
    [
        .. Objects("StatefulSet").Select(static set => set.At("spec", "template", "spec"))
            .SelectMany(static pod => pod.List("containers").Concat(pod.List("initContainers")))
            .Where(static container => container.Text("name") == "otel-argilla"),
    ];

    /// <summary>Settings in the environment, in every file that sets some for the sidecar: where, name, value (empty when it comes from a secret).</summary>
    public static IEnumerable<(string File, string Name, string Value)> Environment() =>
    [
        .. DockerfileSteps().Where(static step => step.Instruction == "ENV").SelectMany(static step => step.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static pair => pair.Split('=', 2)).Select(static pair => ("Dockerfile", pair[0], pair[1])),
        .. Documents("compose.yaml")[0].At("services", "sidecar", "environment").Children.Select(static pair => ("compose.yaml", pair.Key.ToString(), pair.Value.ToString())),
        .. Objects("ConfigMap").SelectMany(static map => map.At("data").Children).Select(static pair => ("settings.yaml", pair.Key.ToString(), pair.Value.ToString())),
        .. SidecarContainers().SelectMany(static container => container.List("env")).Select(static env => ("kubernetes", env.Text("name"), env.TextOrNull("value") ?? string.Empty)),
        .. Text("systemd/environment.example").Split('\n').Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split('=', 2)).Select(static pair => ("environment.example", pair[0], pair[1])),
    ];

    /// <summary>The instructions of the Dockerfile, continued lines in one.</summary>
    public static IReadOnlyList<(string Instruction, string Arguments)> DockerfileSteps() =>
    [
        .. string.Join('\n', Text("Dockerfile").Split('\n').Where(static line => !line.StartsWith('#'))).Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ', 2)).Select(static parts => (parts[0], parts[1].Trim())),
    ];
}
