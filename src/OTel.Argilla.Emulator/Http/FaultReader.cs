using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Faults as JSON.</summary>
internal static class FaultReader
{
    public const string Complaint =
        "A fault is an object with kind (status, delay, hang, reset, garbage, htmlpage), and optionally status (200 to 599), retry_after, body, seconds, "
        + "after_write, method, path, nth, times.";

    public static Map Shown(Fault fault) => new Map().With("kind", fault.Kind.ToString().ToLowerInvariant())
        .With("status", fault.Kind == FaultKind.Status ? (long)fault.StatusCode : null).With("retry_after", fault.RetryAfter)
        .With("seconds", fault.Kind == FaultKind.Delay ? fault.Duration.TotalSeconds : null).With("after_write", fault.AfterWrite)
        .With("method", fault.Method).With("path", fault.PathPart).With("nth", fault.First > 1 ? (long)fault.First : null)
        .With("times", fault.Count is { } count ? (long)count : null);

    public static Fault Read(Map given)
    {
        var afterWrite = given.Get("after_write") is true;
        var fault = Word<FaultKind>((string)given["kind"]!) switch
        {
            FaultKind.Status => Fault.Status(checked((int)(long)given["status"]!), RetryAfter(given.Get("retry_after")), given.Text("body"), afterWrite),
            FaultKind.Delay => Fault.Delay(TimeSpan.FromSeconds(Validation.FloatShape.ToDouble(given["seconds"]))),
            FaultKind.Hang => Fault.Hang(afterWrite),
            FaultKind.Reset => Fault.Reset(afterWrite),
            FaultKind.Garbage => Fault.Garbage(),
            _ => Fault.HtmlPage(),
        };
        fault = fault.For(given.Text("method"), given.Text("path"));
        fault = given.Get("times") is { } times ? fault.Times(checked((int)(long)times)) : fault;
        return given.Get("nth") is { } nth ? fault.Nth(checked((int)(long)nth)) : fault;
    }

    /// <summary>The value of an enumeration by its name; a number is no name.</summary>
    public static T Word<T>(string word)
        where T : struct, Enum => word.Length > 0 && char.IsLetter(word[0]) ? Enum.Parse<T>(word, ignoreCase: true) : throw new ArgumentException(word, nameof(word));

    private static string? RetryAfter(object? value) => value is null or string ? (string?)value : PythonText.Str(value);
}
