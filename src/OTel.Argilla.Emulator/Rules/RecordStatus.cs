using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>A record is completed when enough responses are submitted.</summary>
internal static class RecordStatus
{
    public static string Of(Store store, Dataset dataset, Record record) =>
        store.Responses.CountSubmitted(record) >= dataset.MinimumSubmitted ? "completed" : "pending";

    public static void Update(Store store, Dataset dataset, Record record)
    {
        var status = Of(store, dataset, record);
        if (status != record.Status)
        {
            record.Status = status;
            record.UpdatedAt = Documents.Timestamp(store.Time);
            store.Records.Save(record);
        }
    }

    /// <summary>After a change of the distribution; the real server's worker does this a little later.</summary>
    public static void UpdateAll(Store store, Dataset dataset)
    {
        foreach (var record in store.Records.All(dataset))
        {
            Update(store, dataset, record);
        }
    }
}
