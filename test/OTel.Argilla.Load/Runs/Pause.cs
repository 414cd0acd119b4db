namespace OTel.Argilla.Load.Runs;

/// <summary>Waits for the real clock, which a load runs by.</summary>
internal static class Pause
{
    public static async Task For(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    /// <summary>Asks again and again until it holds.</summary>
    public static async Task Until(Func<Task<bool>> holds, TimeSpan limit, string what)
    {
        var end = DateTime.UtcNow + limit;
        while (!await holds())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"Not within {limit}: {what}");
            }

            await For(TimeSpan.FromMilliseconds(50));
        }
    }
}
