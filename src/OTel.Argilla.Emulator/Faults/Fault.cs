namespace OTel.Argilla.Emulator.Faults;

/// <summary>Something that goes wrong with requests, on demand. Made by the static methods, narrowed by <see cref="For"/>, <see cref="Nth"/> and <see cref="Times"/>.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>The answered status, for <see cref="FaultKind.Status"/>.</summary>
    public int StatusCode { get; private init; }

    /// <summary>The value of the Retry-After header, or null for none.</summary>
    public string? RetryAfter { get; private init; }

    /// <summary>The answered body, or null for Argilla's usual shape for an unforeseen error.</summary>
    public string? Body { get; private init; }

    /// <summary>How long the answer is held back, for <see cref="FaultKind.Delay"/>.</summary>
    public TimeSpan Duration { get; private init; }

    /// <summary>Whether the request is carried out before it goes wrong.</summary>
    public bool AfterWrite { get; private init; }

    /// <summary>The method of the requests it is for, or null for any.</summary>
    public string? Method { get; private init; }

    /// <summary>A part of the path of the requests it is for, or null for any.</summary>
    public string? PathPart { get; private init; }

    /// <summary>Which of the fitting requests it starts with, counted from 1.</summary>
    public int First { get; private init; } = 1;

    /// <summary>How many of the fitting requests it is for, or null until it is removed.</summary>
    public int? Count { get; private init; }

    /// <summary>Answers with a status.</summary>
    /// <param name="statusCode">The status, 200 to 599.</param>
    /// <param name="retryAfter">The value of the Retry-After header, or null for none.</param>
    /// <param name="body">The body, or null for Argilla's usual shape for an unforeseen error.</param>
    /// <param name="afterWrite">Whether the request is carried out before.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is no final status.</exception>
    public static Fault Status(int statusCode, string? retryAfter = null, string? body = null, bool afterWrite = false) =>
        new(FaultKind.Status)
        {
            StatusCode = statusCode is >= 200 and <= 599 ? statusCode : throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "A status is 200 to 599."),
            RetryAfter = retryAfter,
            Body = body,
            AfterWrite = afterWrite,
        };

    /// <summary>Holds the answer back, then gives it.</summary>
    /// <param name="duration">For how long.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public static Fault Delay(TimeSpan duration) => new(FaultKind.Delay)
    {
        Duration = duration >= TimeSpan.Zero ? duration : throw new ArgumentOutOfRangeException(nameof(duration), duration, "A delay is not negative."),
    };

    /// <summary>Never answers, until the client gives up or the emulator stops.</summary>
    /// <param name="afterWrite">Whether the request is carried out before.</param>
    /// <returns>The fault.</returns>
    public static Fault Hang(bool afterWrite = false) => new(FaultKind.Hang) { AfterWrite = afterWrite };

    /// <summary>Breaks the connection instead of answering.</summary>
    /// <param name="afterWrite">Whether the request is carried out before.</param>
    /// <returns>The fault.</returns>
    public static Fault Reset(bool afterWrite = false) => new(FaultKind.Reset) { AfterWrite = afterWrite };

    /// <summary>Carries the request out and answers its status with a body that is no JSON, though it says so.</summary>
    /// <returns>The fault.</returns>
    public static Fault Garbage() => new(FaultKind.Garbage) { AfterWrite = true };

    /// <summary>Answers 200 with an HTML page, as a proxy or a wrong address does.</summary>
    /// <returns>The fault.</returns>
    public static Fault HtmlPage() => new(FaultKind.HtmlPage);

    /// <summary>The same fault for some requests only.</summary>
    /// <param name="method">The method, or null for any.</param>
    /// <param name="pathPart">A part of the path, such as <c>/records/bulk</c>, or null for any.</param>
    /// <returns>The narrowed fault.</returns>
    public Fault For(string? method, string? pathPart = null) => this with { Method = method, PathPart = pathPart };

    /// <summary>The same fault for the n-th fitting request only, counted from when it is added.</summary>
    /// <param name="number">Which one, from 1.</param>
    /// <returns>The narrowed fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public Fault Nth(int number) => this with { First = AtLeastOne(number, nameof(number)), Count = 1 };

    /// <summary>The same fault for so many fitting requests.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The narrowed fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public Fault Times(int count) => this with { Count = AtLeastOne(count, nameof(count)) };

    private static int AtLeastOne(int number, string name) => number >= 1 ? number : throw new ArgumentOutOfRangeException(name, number, "Give 1 or more.");

    internal bool Fits(string method, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (PathPart is null || path.Contains(PathPart, StringComparison.Ordinal));
}
