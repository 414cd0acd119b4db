using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Journal;

/// <summary>Wherever a process is killed, what is found is what was there at one moment: nothing that was acknowledged is missing, and nothing is there in part.</summary>
public sealed class JournalCrashTests
{
    [Test]
    public async Task A_log_cut_off_anywhere_gives_the_state_after_one_of_the_commits()
    {
        const int Steps = 40;
        using var directory = new TempDirectory();
        var random = new Random(5);
        var states = new List<string> { "" };
        var live = new SortedDictionary<long, string>();
        using var journal = SqliteJournal.Open(directory.File("data"), 1L << 30, TimeProvider.System);

        // The first commit of the writer lies behind those that made the file.
        var before = JournalFiles.Commits(directory.File("data")).Count;
        for (var step = 0; step < Steps; step++)
        {
            var chunks = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new JournalChunk(journal.NextChunkId(), new byte[random.Next(1, 40_000)])).ToArray();
            var settled = live.Keys.Where(_ => random.Next(4) == 0).Select(id => new SettledChunk(id, random.Next(2) == 0 ? null : [(byte)step])).ToArray();
            journal.Settle(settled);
            Assert.That((await journal.AppendAsync(chunks)).IsKept, Is.True);
            foreach (var (id, bits) in settled)
            {
                if (bits is null)
                {
                    live.Remove(id);
                }
                else
                {
                    live[id] = $"{live[id].Split(' ')[0]} {bits[0]}";
                }
            }

            foreach (var chunk in chunks)
            {
                live.Add(chunk.Id, $"{chunk.Content.Count} ");
            }

            states.Add(string.Join("; ", live.Select(static pair => $"{pair.Key} {pair.Value}")));
        }

        // The settled part may be committed before the append it waits for, so there are up to two commits a step.
        var commits = JournalFiles.Commits(directory.File("data"));
        Assert.That(commits.Count - before, Is.InRange(Steps, 2 * Steps));
        var last = 0;
        for (var i = 0; i <= 60; i++)
        {
            // Some in the middle of a commit, some right at its end, and the whole log.
            var cut = i == 60 ? long.MaxValue : i % 2 == 0 ? commits[before + (i / 2)] : random.NextInt64(commits[before], commits[^1]);
            var found = Look(JournalFiles.Copy(directory.File("data"), directory.File($"copy {i}"), cut));
            Assert.That(states.Contains(found) || IsBetween(states, found), Is.True, $"cut at {cut}: {found}");
            last = i == 60 ? states.IndexOf(found) : last;
        }

        Assert.That(last, Is.EqualTo(Steps), "with the whole log, everything that was acknowledged");
    }

    /// <summary>After what was settled in a step, and before what was appended in it.</summary>
    private static bool IsBetween(List<string> states, string found) =>
        Enumerable.Range(0, states.Count - 1).Any(step => found.Length > 0 && states[step + 1].StartsWith(found + "; ", StringComparison.Ordinal));

    private static string Look(string directory)
    {
        using var journal = SqliteJournal.Open(directory, 1L << 30, TimeProvider.System);
        return string.Join("; ", journal.ReadAll().Select(static chunk => $"{chunk.Id} {chunk.Content.Length} {(chunk.Settled.Length == 0 ? "" : chunk.Settled[0])}"));
    }
}
