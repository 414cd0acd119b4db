using System.Text.Json;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>What a real server did with requests at once, several times over.</summary>
/// <param name="Name">What was done at once.</param>
/// <param name="Outcomes">The statuses of each try, sorted, such as <c>[201, 409]</c>.</param>
/// <param name="Refusals">The refusals that were seen: status and body.</param>
internal sealed record Race(string Name, IReadOnlyList<string> Outcomes, IReadOnlyList<(int Status, string Body)> Refusals)
{
    public const string Topic = "races";

    public static IReadOnlyList<Race> All() =>
    [
        .. ExchangeFile.Root(Topic).GetProperty("exchanges").EnumerateArray().Select(race => new Race(
            race.GetProperty("name").GetString()!,
            [.. race.GetProperty("statuses").EnumerateObject().Select(outcome => outcome.Name)],
            [.. race.GetProperty("refusals").EnumerateObject().SelectMany(Bodies)])),
    ];

    private static IEnumerable<(int Status, string Body)> Bodies(JsonProperty status) => status.Value.EnumerateArray()
        .Select(refusal => (int.Parse(status.Name, System.Globalization.CultureInfo.InvariantCulture), refusal.GetProperty("bodyText").GetString()!));
}
