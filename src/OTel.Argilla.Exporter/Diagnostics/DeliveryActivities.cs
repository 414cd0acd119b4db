using System.Diagnostics;

namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>
/// Spans of the exporter's own work, for who asks for them: one for each batch of records that is carried, a root of its own. There is none without records, and
/// none is a GenAI span: so they make no records, and no more of themselves.
/// </summary>
internal static class DeliveryActivities
{
    /// <summary>Name of the source, to subscribe to.</summary>
    public const string SourceName = "OTel.Argilla.Exporter";

    private static readonly ActivitySource Source = new(SourceName, typeof(DeliveryActivities).Assembly.GetName().Version?.ToString(3));

    public static Activity? Begin(int records) => Source.StartActivity("deliver")?.SetTag("argilla.records", records);

    /// <summary>Tells what became of the batch; of records that were refused or dropped the instruments tell.</summary>
    public static void End(Activity? activity, int left, int suspects)
    {
        if (activity is null)
        {
            return;
        }

        _ = activity.SetTag("outcome", left > 0 ? "kept" : suspects > 0 ? "refused" : "delivered");
        _ = left + suspects > 0 ? activity.SetStatus(ActivityStatusCode.Error) : activity;
        activity.Dispose();
    }
}
