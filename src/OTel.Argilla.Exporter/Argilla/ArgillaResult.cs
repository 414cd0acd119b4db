namespace OTel.Argilla.Exporter.Argilla;

/// <summary>An answer, or what went wrong.</summary>
internal readonly struct ArgillaResult<T>
    where T : class
{
    public ArgillaResult(T value) => Value = value;

    public ArgillaResult(ArgillaError error) => Error = error;

    public T? Value { get; }

    public ArgillaError? Error { get; }

    public T OrThrow() => Value ?? throw new ArgillaException(Error!);
}
