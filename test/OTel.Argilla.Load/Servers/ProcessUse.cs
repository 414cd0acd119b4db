using System.Globalization;

namespace OTel.Argilla.Load.Servers;

/// <summary>What a process takes, by the kernel's counts.</summary>
/// <param name="id">Its id.</param>
internal readonly struct ProcessUse(int id)
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of CPU, in user code and in the kernel.</summary>
    public double CpuSeconds
    {
        get
        {
            // Behind the name, which may hold spaces.
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    /// <summary>Megabytes in memory now.</summary>
    public double ResidentMegabytes => Status("VmRSS:");

    /// <summary>Megabytes in memory at most, since it was started.</summary>
    public double PeakMegabytes => Status("VmHWM:");

    private double Status(string name) =>
        long.Parse(File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024.0;
}
