using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary><c>otel-argilla dead-letters</c>: the records that Argilla has refused.</summary>
internal static class DeadLettersCommand
{
    public const string Name = "dead-letters";

    public static Command Create(CommandIo io)
    {
        var data = new DataOptions();
        var dataset = new Option<string?>("--dataset", "-d") { Description = "Only those of this dataset.", HelpName = "NAME", Recursive = true };
        var command = new Command(Name, "Records that Argilla has refused, with its reasons. Works while the sidecar runs, and while it does not.")
        {
            dataset,
        };
        data.AddTo(command);

        var json = new Option<bool>("--json") { Description = "One line of JSON for each." };
        var show = new Option<long?>("--show") { Description = "Shows this one alone, with its record: prompts and responses.", HelpName = "ID", CustomParser = ReadId };
        var list = new Command("list", "Tell which there are, and why.") { json, show };
        list.SetAction((parsed, _) => WithLetters(parsed, letters =>
            DeadLettersReport.WriteAsync(io, letters, Find(letters, parsed.GetValue(dataset), parsed.GetValue(show) is { } id ? [id] : null), parsed.GetValue(json), parsed.GetValue(show) is not null)));

        var (retryIds, retryAll) = Choice();
        var retry = new Command("retry", "Put records back to be sent, after what was in their way is gone.") { retryIds, retryAll };
        retry.SetAction((parsed, _) => WithLetters(parsed, async letters =>
        {
            var chosen = Choose(letters, parsed.GetValue(dataset), parsed.GetValue(retryIds), parsed.GetValue(retryAll));
            var (putBack, needless) = letters.Retry(chosen, TimeProvider.System.GetUtcNow());
            await io.Out.WriteLineAsync($"Put back: {putBack}. A sidecar that runs sends them within half a minute.");
            if (needless > 0)
            {
                await io.Out.WriteLineAsync($"Needless: {needless}. Newer versions of these records wait to be sent.");
            }
        }));

        var (dropIds, dropAll) = Choice();
        var drop = new Command("drop", "Take records away for good.") { dropIds, dropAll };
        drop.SetAction((parsed, _) => WithLetters(parsed, async letters =>
        {
            var dropped = letters.Drop(Choose(letters, parsed.GetValue(dataset), parsed.GetValue(dropIds), parsed.GetValue(dropAll)));
            await io.Out.WriteLineAsync($"Dropped: {dropped}.");
        }));

        command.Add(list);
        command.Add(retry);
        command.Add(drop);
        return command;

        async Task<int> WithLetters(ParseResult parsed, Func<DeadLetters, Task> action)
        {
            try
            {
                using var letters = DeadLetters.Open(data.Read(parsed, io));
                await action(letters);
                return ExitCodes.Done;
            }
            catch (JournalException exception)
            {
                throw new CommandException(ExitCodes.Incomplete, exception.Message);
            }
        }
    }

    /// <summary>The parser's own message names a type of .NET.</summary>
    private static long? ReadId(ArgumentResult result)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        result.AddError("--show takes the number of a dead letter, as list tells it.");
        return null;
    }

    private static (Argument<long[]> Ids, Option<bool> All) Choice() => (
        new Argument<long[]>("ids") { Description = "Their numbers, as list tells them.", Arity = ArgumentArity.ZeroOrMore },
        new Option<bool>("--all") { Description = "All that there are, or all of the dataset." });

    private static List<long> Choose(DeadLetters letters, string? dataset, long[]? ids, bool all) => (ids is { Length: > 0 }, all) switch
    {
        (true, false) => Find(letters, dataset, ids).ConvertAll(static letter => letter.Id),
        (false, true) => Find(letters, dataset, null).ConvertAll(static letter => letter.Id),
        (true, true) => throw new CommandException(ExitCodes.Usage, "Numbers of dead letters and --all were given: give the numbers, or --all."),
        _ => throw new CommandException(ExitCodes.Usage, "Give the numbers of dead letters, or --all."),
    };

    private static List<DeadLetter> Find(DeadLetters letters, string? dataset, long[]? ids)
    {
        var found = letters.List(dataset);
        if (ids is null)
        {
            return found;
        }

        var missing = ids.Except(found.Select(static letter => letter.Id)).ToList();
        return missing.Count == 0
            ? found.FindAll(letter => ids.Contains(letter.Id))
            : throw new CommandException(
                ExitCodes.Usage, $"There is no dead letter {string.Join(", ", missing)}{(dataset is null ? string.Empty : $" in the dataset {SafeText.Line(dataset)}")}. Nothing was done.");
    }
}
