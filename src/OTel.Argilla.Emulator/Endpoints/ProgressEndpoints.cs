using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>How far a dataset has been reviewed.</summary>
internal static class ProgressEndpoints
{
    private static readonly string[] Statuses = ["submitted", "discarded", "draft"];

    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/datasets/{dataset_id}/progress", Progress),
        new("GET", "/datasets/{dataset_id}/users/progress", UsersProgress),
        new("GET", "/me/datasets/{dataset_id}/metrics", Metrics),
    ];

    private static Reply Progress(Call call)
    {
        var dataset = Access.ReadDataset(call);
        if (dataset.IsReady)
        {
            Outages.Search(call.Store, dataset);
        }

        if (dataset.Index == SearchIndex.Wrong)
        {
            throw ApiError.Server("opensearchpy.exceptions.RequestError", "RequestError(400, 'search_phase_execution_exception')");
        }

        var completed = call.Store.Records.CountIndexed(dataset, "completed");
        var pending = call.Store.Records.CountIndexed(dataset, "pending");
        var users = call.Store.Responses.Users(dataset).Select(name => new Map().With("username", name));
        return Reply.Ok(new Map().With("total", completed + pending).With("completed", completed).With("pending", pending).With("users", users));
    }

    private static Reply UsersProgress(Call call)
    {
        var dataset = Access.ReadDataset(call);
        var counts = call.Store.Responses.Counts(dataset).ToLookup(row => row.User, StringComparer.Ordinal);
        return Reply.Ok(new Map().With("users", call.Store.Responses.Users(dataset).Select(name => new Map().With("username", name)
            .With("completed", ByStatus(counts[name].Where(row => row.RecordStatus == "completed")))
            .With("pending", ByStatus(counts[name].Where(row => row.RecordStatus == "pending"))))));
    }

    private static Reply Metrics(Call call)
    {
        var dataset = Access.ReadDataset(call);
        if (dataset.IsReady)
        {
            Outages.Search(call.Store, dataset);
        }

        var own = call.Store.Responses.Counts(dataset).Where(row => row.User == call.User.Username).ToList();
        var total = call.Store.Records.CountIndexed(dataset, "completed") + call.Store.Records.CountIndexed(dataset, "pending");
        var answered = own.Sum(row => row.Count);
        var responses = new Map().With("total", total);
        foreach (var (status, count) in ByStatus(own))
        {
            responses[status] = count;
        }

        return Reply.Ok(new Map().With("responses", responses.With("pending", total - answered)));
    }

    private static Map ByStatus(IEnumerable<ResponseCount> rows)
    {
        var counts = rows.ToList();
        var map = new Map();
        foreach (var status in Statuses)
        {
            map[status] = counts.Where(row => row.Status == status).Sum(row => row.Count);
        }

        return map;
    }
}
