using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Validation;

/// <summary>Everything that is wrong with a request's form; Argilla lists all of it in one answer.</summary>
internal sealed class SchemaErrors
{
    private readonly List<object?> _errors = [];

    public bool Any => _errors.Count > 0;

    public int Count => _errors.Count;

    public List<object?> ToList() => _errors;

    public void Add(Location location, string type, string message) =>
        _errors.Add(new Map().With("type", type).With("loc", location.ToList()).With("msg", message));

    public void AddRange(SchemaErrors others) => _errors.AddRange(others._errors);
}
