namespace OTel.Argilla.Emulator.Validation;

/// <summary>Where in a request a value stands: the <c>loc</c> of a schema error, built from the inside out only when there is an error.</summary>
internal sealed record Location(Location? Parent, object Step)
{
    public static Location Root(string name) => new(null, name);

    public Location Then(object step) => new(this, step);

    public List<object?> ToList()
    {
        var steps = new List<object?>();
        for (var location = this; location is not null; location = location.Parent)
        {
            steps.Insert(0, location.Step is int index ? (long)index : location.Step);
        }

        return steps;
    }
}
