using YamlDotNet.RepresentationModel;

namespace OTel.Argilla.Docs.Tests.Deploy;

/// <summary>Reads nodes of YAML by their names.</summary>
internal static class YamlNodes
{
    public static YamlMappingNode At(this YamlMappingNode node, params IEnumerable<string> path) =>
        path.Aggregate(node, static (current, name) => (YamlMappingNode)current.Children[new YamlScalarNode(name)]);

    public static string Text(this YamlMappingNode node, string name) => ((YamlScalarNode)node.Children[new YamlScalarNode(name)]).Value!;

    public static string? TextOrNull(this YamlMappingNode node, string name) => node.Has(name) ? node.Text(name) : null;

    public static bool Has(this YamlMappingNode node, string name) => node.Children.ContainsKey(new YamlScalarNode(name));

    /// <summary>The mappings of a list; none when there is no list.</summary>
    public static IEnumerable<YamlMappingNode> List(this YamlMappingNode node, string name) =>
        node.Has(name) ? ((YamlSequenceNode)node.Children[new YamlScalarNode(name)]).Children.Cast<YamlMappingNode>() : [];

    /// <summary>The texts of a list; none when there is no list.</summary>
    public static IReadOnlyList<string> Texts(this YamlMappingNode node, string name) =>
        node.Has(name) ? [.. ((YamlSequenceNode)node.Children[new YamlScalarNode(name)]).Children.Select(static item => ((YamlScalarNode)item).Value!)] : [];
}
