using System.Buffers.Binary;

namespace OTel.Argilla.Sidecar.Tests.Journal;

/// <summary>The files of a journal as a process leaves them that is killed.</summary>
internal static class JournalFiles
{
    private const int LogHeader = 32;
    private const int FrameHeader = 24;
    private const int PageSize = 16 * 1024;

    public static string Log(string directory) => Path.Combine(directory, "journal.db-wal");

    /// <summary>Copies file and log, the log up to so many bytes.</summary>
    public static string Copy(string from, string to, long logBytes = long.MaxValue)
    {
        Directory.CreateDirectory(to);
        File.WriteAllBytes(Path.Combine(to, "journal.db"), Read(Path.Combine(from, "journal.db")));
        if (File.Exists(Log(from)))
        {
            var log = Read(Log(from));
            File.WriteAllBytes(Log(to), log[..(int)Math.Min(log.Length, logBytes)]);
        }

        return to;
    }

    /// <summary>Where in the log each commit ends. The log must not have begun anew.</summary>
    public static List<long> Commits(string directory)
    {
        var log = Read(Log(directory));
        var ends = new List<long>();
        for (var at = LogHeader; at + FrameHeader + PageSize <= log.Length; at += FrameHeader + PageSize)
        {
            // The size of the file after a commit; zero in the frames before its last.
            if (BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at + 4)) != 0)
            {
                ends.Add(at + FrameHeader + PageSize);
            }
        }

        return ends;
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
