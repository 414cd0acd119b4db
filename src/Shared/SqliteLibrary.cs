namespace OTel.Argilla.Storage;

/// <summary>SQLite itself: native code, in a file of its own beside the program, which is easily left behind when the program is copied.</summary>
internal static class SqliteLibrary
{
    /// <summary>What to do when the error means that it cannot be loaded; else null.</summary>
    public static string? Explain(Exception error)
    {
        // It is loaded by a type's initializer.
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DllNotFoundException or BadImageFormatException)
            {
                return $"The native library of SQLite (e_sqlite3) cannot be loaded: it is missing from '{AppContext.BaseDirectory}', or is none for this system. "
                    + "Put there all files that were published together, not the program alone.";
            }
        }

        return null;
    }
}
