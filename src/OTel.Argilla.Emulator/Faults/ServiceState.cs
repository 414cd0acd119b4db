namespace OTel.Argilla.Emulator.Faults;

/// <summary>How a service that Argilla leans on is doing.</summary>
public enum ServiceState
{
    /// <summary>It works.</summary>
    Up,

    /// <summary>It refuses connections: what needs it is answered 500 at once. Argilla commits before it asks the search engine, so writes are stored.</summary>
    Down,

    /// <summary>It takes connections and never answers: what needs it is answered 500 after <see cref="Services.FrozenFor"/>. Writes are stored.</summary>
    Frozen,

    /// <summary>It has just come back: reading from it is answered 500 until a write, which waits for it, has been answered.</summary>
    Starting,
}
