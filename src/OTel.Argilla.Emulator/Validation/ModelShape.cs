using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Validation;

/// <summary>One key of a model. Without a default, an optional key that is not sent stays absent from the result.</summary>
internal sealed record Key(string Name, Shape Shape, bool Required = true, object? Default = null, bool HasDefault = false)
{
    public static Key Optional(string name, Shape shape) => new(name, shape, Required: false);

    public static Key WithDefault(string name, Shape shape, object? value) => new(name, shape, Required: false, value, HasDefault: true);
}

/// <summary>An object with known keys; others are ignored.</summary>
internal sealed class ModelShape(params Key[] keys) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (value is not Map map)
        {
            errors.Add(location, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from");
            return null;
        }

        var result = new Map();
        foreach (var key in keys)
        {
            if (map.TryGetValue(key.Name, out var given))
            {
                result[key.Name] = key.Shape.Check(given, location.Then(key.Name), errors);
            }
            else if (key.Required)
            {
                errors.Add(location.Then(key.Name), "missing", "Field required");
            }
            else if (key.HasDefault)
            {
                result[key.Name] = key.Default;
            }
        }

        return result;
    }
}

/// <summary>One of several models, told apart by their key "type"; the tag joins the location.</summary>
internal sealed class TaggedShape(string tagKey, string printedTags, params (string Tag, Shape Shape)[] variants) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (value is not Map map)
        {
            errors.Add(location, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from");
            return null;
        }

        if (!map.TryGetValue(tagKey, out var tag))
        {
            errors.Add(location, "union_tag_not_found", $"Unable to extract tag using discriminator '{tagKey}'");
            return null;
        }

        foreach (var (name, shape) in variants)
        {
            if (tag as string == name)
            {
                return shape.Check(value, location.Then(name), errors);
            }
        }

        errors.Add(
            location,
            "union_tag_invalid",
            $"Input tag '{PythonText.Str(tag)}' found using '{tagKey}' does not match any of the expected tags: {printedTags}");
        return null;
    }
}

/// <summary>A union whose variants are tried one after the other; when none fits, each one's errors are listed under its name.</summary>
internal sealed class UnionShape(params (string Name, Shape Shape)[] variants) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        var all = new SchemaErrors();
        foreach (var (name, shape) in variants)
        {
            var own = new SchemaErrors();
            var result = shape.Check(value, location.Then(name), own);
            if (!own.Any)
            {
                return result;
            }

            all.AddRange(own);
        }

        errors.AddRange(all);
        return null;
    }
}
