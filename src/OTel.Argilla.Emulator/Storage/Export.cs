using OTel.Argilla.Emulator.Endpoints;
using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>Everything the emulator holds, one JSON object a line: <c>{"kind": …, "value": what the API shows of it}</c>. API keys and passwords are left out.</summary>
internal static class Export
{
    private static readonly (PartKind Kind, string Name)[] Parts =
    [
        (PartKind.Field, "field"), (PartKind.Question, "question"), (PartKind.MetadataProperty, "metadata_property"), (PartKind.VectorSettings, "vector_settings"),
    ];

    public static byte[] Bytes(Store store)
    {
        using var stream = new MemoryStream();
        Write(store, stream);
        return stream.ToArray();
    }

    public static void Write(Store store, Stream stream) => store.Transact(() =>
    {
        foreach (var line in Lines(store))
        {
            stream.Write(JsonText.Answer(line));
            stream.WriteByte((byte)'\n');
        }

        return true;
    });

    private static IEnumerable<Map> Lines(Store store)
    {
        foreach (var workspace in store.Workspaces.All())
        {
            yield return Line("workspace", workspace);
        }

        foreach (var user in store.Users.All())
        {
            var shown = Documents.Map(user.Answer.Utf8);
            shown.Remove("api_key");
            var workspaces = store.Workspaces.Of(user.Id).Select(workspace => (object?)Documents.Map(workspace.Utf8).Get("name")).ToList();
            yield return Line("user", shown.With("workspaces", workspaces));
        }

        foreach (var dataset in store.Datasets.All())
        {
            yield return Line("dataset", dataset.Document);
            foreach (var (kind, name) in Parts)
            {
                foreach (var part in store.Parts.Of(dataset, kind))
                {
                    yield return Line(name, part.Document);
                }
            }

            var answer = new RecordAnswer(store, dataset);
            foreach (var record in store.Records.All(dataset))
            {
                yield return Line("record", answer.Plain(record, Includes.All));
            }
        }
    }

    private static Map Line(string kind, object value) => new Map().With("kind", kind).With("value", value);
}
