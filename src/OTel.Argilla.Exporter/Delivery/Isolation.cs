using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Takes a refused request apart to find the records that are at fault. That a record is refused alone proves nothing: the server may refuse
/// everything. So first a canary is found, a record that is taken alone, and after the others were tried it is sent once more (an upsert,
/// which changes nothing). Only when it is taken both times, the records refused in between are guilty.
/// </summary>
/// <remarks>Threading: made for one batch, run once.</remarks>
internal sealed class Isolation
{
    private const int MaxCanaries = 3;

    /// <summary>After so many refusals in a row the canary is asked, in case the server has begun to refuse everything.</summary>
    private const int RefusalsBeforeDoubt = 8;

    private readonly PartSender _parts;
    private readonly FreshLook _look;
    private readonly Func<List<QueuedRecord>, ArgillaError, List<QueuedRecord>> _rejectNamed;
    private readonly Func<double> _random;
    private readonly List<(QueuedRecord Record, ArgillaError? Reason)> _refused = [];
    private QueuedRecord _canary;

    /// <param name="parts">Sends a part.</param>
    /// <param name="look">The batch's look at the dataset.</param>
    /// <param name="rejectNamed">Rejects the records that an answer names, and gives the others back.</param>
    /// <param name="random">Chooses canaries.</param>
    public Isolation(
        PartSender parts, FreshLook look, Func<List<QueuedRecord>, ArgillaError, List<QueuedRecord>> rejectNamed, Func<double> random)
    {
        _parts = parts;
        _look = look;
        _rejectNamed = rejectNamed;
        _random = random;
    }

    /// <summary>Records that Argilla has taken.</summary>
    public List<QueuedRecord> Delivered { get; } = [];

    /// <summary>Records that are at fault, each with the last refusal.</summary>
    public List<(QueuedRecord Record, ArgillaError? Reason)> Guilty { get; } = [];

    /// <param name="records">Two or more records whose request was refused.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BatchResult> RunAsync(List<QueuedRecord> records, CancellationToken cancellationToken)
    {
        var rest = new List<QueuedRecord>(records);
        if (await FindCanaryAsync(rest, cancellationToken).ConfigureAwait(false) is { } none)
        {
            return none;
        }

        var parts = new Stack<List<QueuedRecord>>();
        parts.Push(rest);
        var inARow = 0;
        while (parts.Count > 0)
        {
            var part = parts.Pop();
            if (part.Count == 0)
            {
                continue;
            }

            var (verdict, error) = await _parts.SendAsync(part, part.Count > 1 ? 1 : BatchSender.EnoughTries, _look, cancellationToken).ConfigureAwait(false);
            inARow = verdict == Verdict.Refused ? inARow + 1 : 0;
            switch (verdict)
            {
                case Verdict.Delivered:
                    Delivered.AddRange(part);
                    break;
                case Verdict.RejectNamed:
                    parts.Push(_rejectNamed(part, error!));
                    break;
                case Verdict.Refused when part.Count > 1:
                    var half = part.Count / 2;
                    parts.Push(part.GetRange(half, part.Count - half));
                    parts.Push(part.GetRange(0, half));
                    break;
                case Verdict.Refused:
                    _refused.Add((part[0], error));
                    break;
                default:
                    return new([.. part, .. parts.SelectMany(static other => other), .. Refused()], []);
            }

            if (inARow >= RefusalsBeforeDoubt)
            {
                inARow = 0;
                if (!await IsCanaryTakenAsync(cancellationToken).ConfigureAwait(false))
                {
                    return new([], [.. parts.SelectMany(static other => other), .. Refused()]);
                }
            }
        }

        return _refused.Count == 0 || await IsCanaryTakenAsync(cancellationToken).ConfigureAwait(false)
            ? BatchResult.Done
            : new([], [.. Refused()]);
    }

    /// <summary>Sends single records until one is taken, and moves it out of <paramref name="rest"/>; the result when there is none.</summary>
    private async Task<BatchResult?> FindCanaryAsync(List<QueuedRecord> rest, CancellationToken cancellationToken)
    {
        // Records that were never refused before come first.
        var candidates = rest.OrderBy(record => record.Suspicion is null ? _random() : 1 + _random()).Take(MaxCanaries).ToList();
        foreach (var candidate in candidates)
        {
            var (verdict, error) = await _parts.SendAsync([candidate], 1, _look, cancellationToken).ConfigureAwait(false);
            if (verdict == Verdict.GiveUp)
            {
                return new(rest, []);
            }

            if (verdict == Verdict.Refused && candidate.Suspicion is not { IsProven: true })
            {
                continue;
            }

            _ = rest.RemoveAll(record => record.ExternalId == candidate.ExternalId);
            switch (verdict)
            {
                case Verdict.Delivered:
                    _canary = candidate;
                    Delivered.Add(candidate);
                    return null;
                case Verdict.RejectNamed:
                    _ = _rejectNamed([candidate], error!);
                    break;
                default:
                    Guilty.Add((candidate, error));
                    break;
            }
        }

        return new([], rest);
    }

    /// <summary>Sends the canary again. When it is taken, what was refused until now is guilty.</summary>
    private async Task<bool> IsCanaryTakenAsync(CancellationToken cancellationToken)
    {
        var (verdict, _) = await _parts.SendAsync([_canary], BatchSender.EnoughTries, _look, cancellationToken).ConfigureAwait(false);
        if (verdict != Verdict.Delivered)
        {
            return false;
        }

        Guilty.AddRange(_refused);
        _refused.Clear();
        return true;
    }

    private IEnumerable<QueuedRecord> Refused() => _refused.Select(static refused => refused.Record);
}
