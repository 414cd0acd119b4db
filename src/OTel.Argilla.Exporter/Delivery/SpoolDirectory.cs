using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The directory for one dataset of one server, under the configured one: exporters that write elsewhere may share that.</summary>
internal sealed class SpoolDirectory
{
    private readonly string _root;
    private readonly string _configured;

    public SpoolDirectory(ArgillaExporterOptions options, Uri server)
    {
        var root = Path.Combine(options.StorageDirectory!, Key($"{server}\n{options.Workspace}\n{options.Dataset}"));
        (_configured, _root) = (options.StorageDirectory!, root);
        Pending = Path.Combine(root, "pending");
        Rejected = Path.Combine(root, "rejected");
        DrainLock = Path.Combine(root, "draining");
        PrivateFile.CreateDirectory(root);
        PrivateFile.CreateDirectory(Pending);
        PrivateFile.CreateDirectory(Rejected);
        Label($"ApiUrl {Redaction.Endpoint(server)}\nWorkspace {options.Workspace ?? "(the only one)"}\nDataset {options.Dataset}\n");
    }

    /// <summary>Directories beside this one in which records wait: for an exporter with other settings, which there may be no more.</summary>
    public List<string> FindOthers()
    {
        try
        {
            return [.. Directory.GetDirectories(_configured)
                .Where(other => other != _root && Directory.Exists(Path.Combine(other, "pending")) && Directory.EnumerateFiles(Path.Combine(other, "pending"), "*.blob").Any())
                .OrderBy(static other => other, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // One went away while it was looked at, or belongs to another user.
            return [];
        }
    }

    /// <summary>Records that wait for Argilla.</summary>
    public string Pending { get; }

    /// <summary>Records that Argilla refused, for a person to look at.</summary>
    public string Rejected { get; }

    /// <summary>The file that the process which delivers the pending records has locked.</summary>
    public string DrainLock { get; }

    /// <summary>Makes the directory of pending records anew when somebody has deleted it.</summary>
    public void Ensure()
    {
        if (!Directory.Exists(Pending))
        {
            PrivateFile.CreateDirectory(Path.GetDirectoryName(Pending)!);
            PrivateFile.CreateDirectory(Pending);
        }
    }

    public static long Measure(string path)
    {
        try
        {
            return new DirectoryInfo(path).EnumerateFiles().Sum(static file => file.Length);
        }
        catch (IOException)
        {
            // A file went away while it was looked at.
            return 0;
        }
    }

    /// <summary>For a person who finds the directory later.</summary>
    private void Label(string text)
    {
        try
        {
            using var label = PrivateFile.OpenAlone(Path.Combine(_root, "destination"));
            if (label.Length == 0)
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                label.Write(bytes, 0, bytes.Length);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process just writes the same, or did as another user. Records can be stored without it.
        }
    }

    private static string Key(string destination)
    {
#if NET
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(destination));
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(destination));
#endif
        return string.Concat(hash.Take(8).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
