using OTel.Argilla.Fuzz;

namespace OTel.Argilla.Sidecar.Tests.Fuzz;

/// <summary>
/// What reads untrusted bytes ends with what it read or with its documented exception, and what it gives is sound: real input, cut off and changed. A
/// fuzzer runs the same functions for longer.
/// </summary>
public sealed class FuzzTests
{
    private static readonly ILookup<string, byte[]> Inputs = Seeds.All().ToLookup(static seed => seed.Target, static seed => seed.Input);

    private static IEnumerable<string> Targets => FuzzTargets.All.Keys;

    [TestCaseSource(nameof(Targets))]
    public void As_it_is(string target)
    {
        Assert.That(Inputs[target].Count(), Is.GreaterThan(40));
        foreach (var input in Inputs[target])
        {
            FuzzTargets.All[target](input);
        }
    }

    [TestCaseSource(nameof(Targets))]
    public void Cut_off_at_each_byte(string target)
    {
        foreach (var input in OfAllLengths(target))
        {
            for (var length = 0; length < input.Length; length++)
            {
                Run(target, input[..length]);
            }
        }
    }

    [TestCaseSource(nameof(Targets))]
    public void Each_byte_another(string target)
    {
        foreach (var input in OfAllLengths(target))
        {
            for (var at = 0; at < input.Length; at++)
            {
                var changed = input.ToArray();
                changed[at] ^= (byte)(1 << (at % 8));
                Run(target, changed);
            }
        }
    }

    [TestCaseSource(nameof(Targets))]
    public void Changed_at_random(string target)
    {
        var mutation = new Mutation(seed: 20_261_128);
        var inputs = Inputs[target].ToArray();
        for (var round = 0; round < 1_500; round++)
        {
            Run(target, mutation.Change(inputs[round % inputs.Length], inputs[(round * 7) % inputs.Length]));
        }
    }

    [TestCaseSource(nameof(Targets))]
    public void Random_bytes(string target)
    {
        var random = new Random(4318);
        for (var round = 0; round < 1_000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Run(target, bytes);
        }
    }

    /// <summary>Some inputs from short to long, about 8 kB together.</summary>
    private static IEnumerable<byte[]> OfAllLengths(string target)
    {
        var inputs = Inputs[target].OrderBy(static input => input.Length).ToArray();
        var left = 8_000;
        for (var i = 0; i < inputs.Length && left > inputs[i].Length; i += 5)
        {
            left -= inputs[i].Length;
            yield return inputs[i];
        }
    }

    private static void Run(string target, byte[] input)
    {
        try
        {
            FuzzTargets.All[target](input);
        }
        catch (Exception exception)
        {
            throw new AssertionException($"{target} of {Convert.ToBase64String(input)}: {exception}", exception);
        }
    }
}
