namespace OTel.Argilla.Exporter.Tests.Architecture;

/// <summary>The rooms of the library build on each other one way only.</summary>
public class FolderDependencyTests
{
    private const string Root = "OTel.Argilla.Exporter";

    /// <summary>What each room may use besides itself, Diagnostics, and the public data types of the root.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Diagnostics"] = [],
        ["Spans"] = [],
        ["Messages"] = ["Spans"],
        ["Dialects"] = ["Spans", "Messages"],
        ["Assembly"] = ["Spans", "Messages", "Dialects"],
        ["Argilla"] = ["Records"],
        ["Records"] = ["Spans", "Messages", "Dialects", "Assembly"],
        ["Delivery"] = ["Records", "Argilla"],
    };

    /// <summary>Public types without behaviour, in the root for users to find; Records and Delivery speak in them.</summary>
    private static readonly string[] DataTypes = ["ArgillaExporterOptions", "ArgillaRecord", "ArgillaMessage", "ArgillaSuggestion"];

    [Test]
    public void EveryRoomUsesOnlyWhatLiesBeforeIt() =>
        Assert.That(typeof(ArgillaExporter).Assembly.GetTypes().SelectMany(Forbidden).Distinct().Order(), Is.Empty);

    [Test]
    public void AForbiddenUseIsSeen()
    {
        // The pipeline uses all rooms: taken for a type of Spans it breaks the rule, with types it names only in its methods too.
        var found = ForbiddenFrom("Spans", typeof(Exporter.Pipeline.ArgillaPipeline)).ToList();
        Assert.That(found, Has.Some.Contains("Delivery.IRecordDelivery"));
        Assert.That(found, Has.Some.Contains("Assembly.TraceBufferOptions"));
    }

    private static IEnumerable<string> Forbidden(Type type) => Room(type) is { } room && Allowed.ContainsKey(room) ? ForbiddenFrom(room, type) : [];

    private static IEnumerable<string> ForbiddenFrom(string room, Type type) =>
        from used in TypeReferences.Of(type)
        let other = Room(used)
        where other is not null && other != room && other != "Diagnostics" && !Allowed[room].Contains(other)
        where !(other.Length == 0 && DataTypes.Contains(used.Name) && room is ("Records" or "Delivery" or "Argilla"))
        select $"{room}: {type.FullName} uses {used.FullName}";

    /// <summary>Folder of a type of the library, empty for the root; null for types of others.</summary>
    private static string? Room(Type type) =>
        type.Assembly != typeof(ArgillaExporter).Assembly || type.Namespace is not { } space || !space.StartsWith(Root, StringComparison.Ordinal) ? null
        : space.Length == Root.Length ? string.Empty
        : space.Substring(Root.Length + 1).Split('.')[0];
}
