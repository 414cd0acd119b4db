using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests.Sequences;

/// <summary>A client that does random things, each of them valid for what it did before. Every answer must be a success.</summary>
internal sealed class RandomClient(EmulatorClient http, string workspace, IReadOnlyList<string> users)
{
    private static readonly string[] FieldTypes = ["text", "chat", "custom", "image"];
    private static readonly string[] QuestionTypes = ["text", "rating", "label_selection", "multi_label_selection", "ranking", "span"];
    private static readonly string[] PropertyTypes = ["terms", "integer", "float"];
    private static readonly string[] Statuses = ["draft", "submitted", "discarded"];

    private readonly List<DatasetModel> _datasets = [];
    private int _made;

    /// <summary>What went wrong: request and answer.</summary>
    public string? Trouble { get; private set; }

    public async Task Do(Step step)
    {
        var values = new RandomValues(step.Seed);
        var dataset = _datasets.Count == 0 || step.Kind == StepKind.Create ? await Create(values) : values.Of(_datasets);
        if (Trouble is null)
        {
            await (dataset.IsReady ? InReady(step.Kind, dataset, values) : InDraft(step.Kind, dataset, values));
        }
    }

    private async Task<DatasetModel> Create(RandomValues values)
    {
        var body = new JsonObject
        {
            ["name"] = $"{values.Text()} {++_made}",
            ["workspace_id"] = workspace,
            ["guidelines"] = values.Maybe() ? values.Text() : null,
            ["distribution"] = new JsonObject { ["strategy"] = "overlap", ["min_submitted"] = 1 + values.Below(2) },
        };
        var dataset = new DatasetModel(await Id("POST", "datasets", body));
        _datasets.Add(dataset);
        await Send("POST", $"datasets/{dataset.Id}/fields", new JsonObject { ["name"] = "prompt", ["title"] = "P", ["required"] = true, ["settings"] = new JsonObject { ["type"] = "text" } });
        dataset.Fields.Add(("prompt", "text"));
        return dataset;
    }

    private async Task InDraft(StepKind kind, DatasetModel dataset, RandomValues values)
    {
        var path = $"datasets/{dataset.Id}";
        switch (kind)
        {
            case StepKind.Put or StepKind.Post or StepKind.Search:
                await Question(dataset, values, isRequired: true);
                await Send("PUT", $"{path}/publish");
                dataset.IsReady = true;
                break;
            case StepKind.Respond or StepKind.Suggest when dataset.Fields.Count < 8:
                var type = values.Of(FieldTypes);
                var field = new JsonObject { ["name"] = $"f{++_made}", ["title"] = values.Text(), ["settings"] = new JsonObject { ["type"] = type } };
                if (type == "custom")
                {
                    field["settings"]!["template"] = "<b>{{x}}</b>";
                }

                await Send("POST", $"{path}/fields", field);
                dataset.Fields.Add(($"f{_made}", type));
                break;
            case StepKind.Edit or StepKind.Delete:
                await Question(dataset, values, isRequired: false);
                break;
            default:
                await Anywhere(kind, dataset, values);
                break;
        }
    }

    private async Task InReady(StepKind kind, DatasetModel dataset, RandomValues values)
    {
        var path = $"datasets/{dataset.Id}";
        switch (kind)
        {
            case StepKind.Put or StepKind.Post:
                await Write(kind, dataset, values);
                break;
            case StepKind.Search:
                await Send("POST", $"{(values.Maybe() ? "me/" : "")}{path}/records/search?offset={values.Below(5)}&limit={1 + values.Below(50)}", RandomSearch.Of(dataset, values));
                break;
            case StepKind.Respond when dataset.Records.Count > 0:
                var record = values.Of(dataset.Records);
                await Send("PUT", $"{path}/records/bulk", Items(new JsonObject { ["id"] = record.Id, ["responses"] = new JsonArray(Response(dataset, values)) }));
                break;
            case StepKind.Suggest when dataset.Records.Count > 0:
                await Send("PUT", $"records/{values.Of(dataset.Records).Id}/suggestions", Suggestion(dataset, values));
                break;
            case StepKind.Edit when dataset.Records.Count > 0:
                await Send("PATCH", $"records/{values.Of(dataset.Records).Id}", new JsonObject { ["metadata"] = Metadata(dataset, values), ["suggestions"] = new JsonArray(Suggestion(dataset, values)) });
                break;
            case StepKind.Delete when dataset.Records.Count > 0:
                var gone = values.Of(dataset.Records);
                await Send("DELETE", values.Maybe() ? $"{path}/records?ids={gone.Id}" : $"records/{gone.Id}");
                dataset.Records.Remove(gone);
                break;
            default:
                await Anywhere(kind, dataset, values);
                break;
        }
    }

    private async Task Anywhere(StepKind kind, DatasetModel dataset, RandomValues values)
    {
        var path = $"datasets/{dataset.Id}";
        switch (kind)
        {
            case StepKind.Declare when values.Maybe() && dataset.Vectors.Count < 5:
                await Send("POST", $"{path}/vectors-settings", new JsonObject { ["name"] = $"v{++_made}", ["title"] = values.Text(), ["dimensions"] = 3 });
                dataset.Vectors.Add(($"v{_made}", 3));
                break;
            case StepKind.Declare:
                var type = values.Of(PropertyTypes);
                var body = new JsonObject { ["name"] = $"m{++_made}", ["title"] = values.Text(), ["settings"] = new JsonObject { ["type"] = type } };
                dataset.Properties.Add((await Id("POST", $"{path}/metadata-properties", body), $"m{_made}", type));
                break;
            case StepKind.Undeclare when dataset.Properties.Count > 0:
                var property = values.Of(dataset.Properties);
                await Send("DELETE", $"metadata-properties/{property.Id}");
                dataset.Properties.Remove(property);
                break;
            case StepKind.Change:
                await Send("PATCH", path, new JsonObject { ["name"] = $"{values.Text()} {++_made}", ["distribution"] = new JsonObject { ["strategy"] = "overlap", ["min_submitted"] = 1 + values.Below(3) } });
                break;
            case StepKind.Drop when _datasets.Count > 2:
                await Send("DELETE", path);
                _datasets.Remove(dataset);
                break;
            case StepKind.Read or StepKind.Undeclare or StepKind.Drop:
                await Read(dataset, values);
                break;
        }
    }

    private async Task Read(DatasetModel dataset, RandomValues values)
    {
        var path = $"datasets/{dataset.Id}";
        await Send("GET", $"{path}/records?offset={values.Below(5)}&limit={1 + values.Below(1000)}&include=responses&include=suggestions&include=vectors");
        await Send("GET", $"{path}/progress");
        await Send("GET", $"me/{path}/metrics");
        await Send("GET", $"{path}/users/progress");
        foreach (var property in dataset.Properties.Where(_ => dataset.IsReady))
        {
            await Send("GET", $"metadata-properties/{property.Id}/metrics");
        }

        await Send("GET", new Uri("/_emulator/requests", UriKind.Relative).ToString());
    }

    private async Task Question(DatasetModel dataset, RandomValues values, bool isRequired)
    {
        var type = values.Of(QuestionTypes);
        type = type == "span" && dataset.Questions.Exists(question => question.Type == "span") ? "text" : type;
        var body = new JsonObject { ["name"] = $"q{++_made}", ["title"] = values.Text(), ["required"] = isRequired, ["settings"] = RandomValues.Settings(type) };
        dataset.Questions.Add((await Id("POST", $"datasets/{dataset.Id}/questions", body), $"q{_made}", type));
    }

    private async Task Write(StepKind kind, DatasetModel dataset, RandomValues values)
    {
        var items = Enumerable.Range(0, 1 + values.Below(20)).Select(_ =>
        {
            // Some writes meet a record that is there.
            var isOld = kind == StepKind.Put && dataset.Records.Count > 0 && values.Below(3) == 0;
            var externalId = isOld ? values.Of(dataset.Records).ExternalId : $"{values.Text()} {++_made}";
            var fields = new JsonObject { ["prompt"] = values.LongText() + "." };
            foreach (var (name, type) in values.Some(dataset.Fields.Skip(1).ToList(), 8))
            {
                fields[name] = values.Field(type);
            }

            var vectors = new JsonObject();
            foreach (var (name, dimensions) in values.Some(dataset.Vectors, 2))
            {
                vectors[name] = RandomSearch.Vector(dimensions);
            }

            return new JsonObject
            {
                ["external_id"] = externalId,
                ["fields"] = fields,
                ["metadata"] = Metadata(dataset, values),
                ["vectors"] = vectors,
                ["suggestions"] = values.Maybe() ? new JsonArray(Suggestion(dataset, values)) : [],
                ["responses"] = values.Below(4) == 0 ? new JsonArray(Response(dataset, values)) : [],
            };
        }).DistinctBy(item => item["external_id"]!.GetValue<string>()).ToArray();
        var answer = await Send(kind == StepKind.Put ? "PUT" : "POST", $"datasets/{dataset.Id}/records/bulk", Items(items));
        foreach (var record in answer?["items"]?.AsArray() ?? [])
        {
            var known = (record!["id"]!.GetValue<string>(), record["external_id"]!.GetValue<string>());
            if (!dataset.Records.Contains(known))
            {
                dataset.Records.Add(known);
            }
        }
    }

    private static JsonObject Metadata(DatasetModel dataset, RandomValues values)
    {
        var metadata = new JsonObject { ["undeclared " + values.Text()] = values.Metadata("terms") };
        foreach (var (_, name, type) in values.Some(dataset.Properties, 4))
        {
            metadata[name] = values.Metadata(type);
        }

        return metadata;
    }

    private static JsonObject Suggestion(DatasetModel dataset, RandomValues values)
    {
        var (id, _, type) = values.Of(dataset.Questions);
        return new JsonObject { ["question_id"] = id, ["value"] = values.Answer(type, "prompt"), ["score"] = type is "rating" or "text" ? 0.25 : null, ["agent"] = "judge" };
    }

    private JsonObject Response(DatasetModel dataset, RandomValues values)
    {
        var answers = new JsonObject();
        foreach (var (_, name, type) in dataset.Questions)
        {
            answers[name] = new JsonObject { ["value"] = values.Answer(type, "prompt") };
        }

        return new JsonObject { ["user_id"] = values.Of(users), ["status"] = values.Of(Statuses), ["values"] = answers };
    }

    private static JsonObject Items(params JsonObject[] items) => new() { ["items"] = new JsonArray([.. items]) };

    private async Task<string> Id(string method, string path, JsonObject body) => (await Send(method, path, body))?["id"]?.GetValue<string>() ?? "none";

    private async Task<JsonNode?> Send(string method, string path, JsonObject? body = null)
    {
        if (Trouble is not null)
        {
            return null;
        }

        var (status, answer) = await http.Send(new HttpMethod(method), path, body);
        Trouble = (int)status is >= 200 and < 300 ? null : $"{method} {path} {body?.ToJsonString()} was answered {(int)status} {answer?.ToJsonString()}";
        return answer;
    }
}
