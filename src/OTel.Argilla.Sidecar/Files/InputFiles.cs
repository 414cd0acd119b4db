using System.Text.RegularExpressions;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>The files that the user's paths stand for: a directory for all files in it, without hidden ones.</summary>
internal static partial class InputFiles
{
    private static readonly EnumerationOptions Options = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    /// <summary>Lists the files, each once, the older parts of a rotated file before the newer.</summary>
    /// <param name="paths">Files, directories, <c>-</c>.</param>
    /// <param name="problems">Receives what cannot be listed, and why.</param>
    public static List<InputFile> List(IEnumerable<string> paths, List<string> problems)
    {
        var files = new List<InputFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            try
            {
                Add(path, files, seen, problems);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                problems.Add($"{path}: {exception.Message}");
            }
        }

        return files;
    }

    private static void Add(string path, List<InputFile> files, HashSet<string> seen, List<string> problems)
    {
        if (path == InputFile.StandardInput)
        {
            if (seen.Add(path))
            {
                files.Add(new InputFile(path, 0, IsNamed: true));
            }
        }
        else if (Directory.Exists(path))
        {
            var found = Directory.EnumerateFiles(path, "*", Options).OrderBy(static file => SortKey(file), StringComparer.Ordinal).ToList();
            if (found.Count == 0)
            {
                problems.Add($"{path}: the directory holds no files");
            }

            files.AddRange(found.Where(file => seen.Add(Path.GetFullPath(file))).Select(static file => new InputFile(file, LengthOf(file), IsNamed: false)));
        }
        else if (File.Exists(path))
        {
            if (seen.Add(Path.GetFullPath(path)))
            {
                files.Add(new InputFile(path, LengthOf(path), IsNamed: true));
            }
        }
        else
        {
            problems.Add($"{path}: there is no such file or directory");
        }
    }

    private static long LengthOf(string path) => new FileInfo(path).Length;

    /// <summary>A rotated file has the time before its extension, and comes before the live one, which has none.</summary>
    private static string SortKey(string path)
    {
        var match = Rotated().Match(path);
        return match.Success ? $"{match.Groups["name"].Value}{match.Groups["extension"].Value}\u0001{match.Groups["time"].Value}" : path + "\u0002";
    }

    [GeneratedRegex(@"^(?<name>.*)-(?<time>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3})(-[a-z]+)?(?<extension>\.[^/\\]*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Rotated();
}
