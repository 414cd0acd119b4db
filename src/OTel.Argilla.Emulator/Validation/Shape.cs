namespace OTel.Argilla.Emulator.Validation;

/// <summary>
/// What a value of a request must look like: the counterpart of a pydantic type. Checking gives the value as the handlers see it
/// (coerced, defaults filled in, unknown keys dropped) or adds errors.
/// </summary>
internal abstract class Shape
{
    public abstract object? Check(object? value, Location location, SchemaErrors errors);

    /// <summary>The same shape, or null.</summary>
    public Shape OrNull() => new NullableShape(this);

    /// <summary>A check on the value that passed; what it returns is the message of a value error.</summary>
    public Shape Where(Func<object?, string?> complaint) => new CheckedShape(this, complaint);
}

internal sealed class AnyShape : Shape
{
    public static readonly AnyShape Instance = new();

    public override object? Check(object? value, Location location, SchemaErrors errors) => value;
}

internal sealed class NullableShape(Shape inner) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors) =>
        value is null ? null : inner.Check(value, location, errors);
}

internal sealed class CheckedShape(Shape inner, Func<object?, string?> complaint) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        var before = errors.Count;
        var result = inner.Check(value, location, errors);
        if (errors.Count == before && complaint(result) is { } message)
        {
            errors.Add(location, "value_error", $"Value error, {message}");
        }

        return result;
    }
}
