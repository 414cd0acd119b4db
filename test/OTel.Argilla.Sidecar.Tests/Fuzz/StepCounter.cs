using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using OTel.Argilla.Fuzz;
using SharpFuzz;
using SharpFuzz.Common;

namespace OTel.Argilla.Sidecar.Tests.Fuzz;

/// <summary>
/// Counts the branches that our code takes: a measure of its work that is the same at every run, on every machine. Runs copies of our assemblies
/// into which SharpFuzz has put a call at each branch. What the runtime's own library does in one call is not seen.
/// </summary>
internal sealed class StepCounter : IDisposable
{
    private static readonly string[] Ours = ["otel-argilla.dll", "OTel.Argilla.Exporter.dll"];

    private readonly DirectoryInfo _copies = Directory.CreateTempSubdirectory("otel-argilla-steps-");
    private readonly AssemblyLoadContext _context;
    private readonly IReadOnlyDictionary<string, Action<byte[]>> _targets;

    public StepCounter()
    {
        // The only way to ask for the calls.
        Environment.SetEnvironmentVariable("SHARPFUZZ_ENABLE_ON_BRANCH_CALLBACK", "1");
        foreach (var name in Ours.Append("OTel.Argilla.Fuzz.dll"))
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), PathOf(name));
        }

        foreach (var name in Ours)
        {
            _ = Fuzzer.Instrument(PathOf(name), static _ => true, Options.Value);
        }

        unsafe
        {
            // Where a fuzzer would look; the calls write there as well.
            Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(65_536);
        }

        _context = new AssemblyLoadContext("steps", isCollectible: true);
        _targets = Load();
    }

    /// <summary>How many branches reading this takes.</summary>
    public long Count(string target, byte[] input)
    {
        var steps = 0L;
        Trace.OnBranch = (_, _) => steps++;
        try
        {
            _targets[target](input);
        }
        finally
        {
            Trace.OnBranch = null;
        }

        return steps;
    }

    public void Dispose()
    {
        _context.Unload();
        unsafe
        {
            NativeMemory.Free(Trace.SharedMem);
            Trace.SharedMem = null;
        }

        _copies.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_copies.FullName, name);

    private IReadOnlyDictionary<string, Action<byte[]>> Load()
    {
        // What is loaded by name first is what later references to it get.
        Assembly fuzz = null!;
        foreach (var name in Ours.Append("OTel.Argilla.Fuzz.dll"))
        {
            using var bytes = new MemoryStream(File.ReadAllBytes(PathOf(name)));
            fuzz = _context.LoadFromStream(bytes);
        }

        var all = fuzz.GetType(typeof(FuzzTargets).FullName!)!.GetProperty(nameof(FuzzTargets.All))!;
        return (IReadOnlyDictionary<string, Action<byte[]>>)all.GetValue(null)!;
    }
}
