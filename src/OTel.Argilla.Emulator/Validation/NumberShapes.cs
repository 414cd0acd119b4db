using System.Globalization;
using System.Numerics;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Validation;

/// <summary>A bool as pydantic reads it: also 0, 1, "yes", "off" and the like.</summary>
internal sealed class BoolShape : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        switch (value)
        {
            case bool flag:
                return flag;
            case long and (0 or 1):
                return value is 1L;
            case double and (0 or 1):
                return value is 1d;
            case string text when text.ToLowerInvariant() is "1" or "true" or "t" or "yes" or "y" or "on":
                return true;
            case string text when text.ToLowerInvariant() is "0" or "false" or "f" or "no" or "n" or "off":
                return false;
            case string or long:
                errors.Add(location, "bool_parsing", "Input should be a valid boolean, unable to interpret input");
                return null;
            default:
                errors.Add(location, "bool_type", "Input should be a valid boolean");
                return null;
        }
    }
}

/// <summary>An integer, read leniently (from "3", 4.0 and true) unless strict.</summary>
internal sealed class IntShape(long? atLeast = null, long? atMost = null, long? greaterThan = null, bool strict = false) : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (Integer(value, location, errors) is not { } number)
        {
            return null;
        }

        if (number < atLeast)
        {
            errors.Add(location, "greater_than_equal", $"Input should be greater than or equal to {atLeast}");
        }
        else if (number <= greaterThan)
        {
            errors.Add(location, "greater_than", $"Input should be greater than {greaterThan}");
        }
        else if (number > atMost)
        {
            errors.Add(location, "less_than_equal", $"Input should be less than or equal to {atMost}");
        }

        return number >= long.MinValue && number <= long.MaxValue ? (long)number : number;
    }

    private BigInteger? Integer(object? value, Location location, SchemaErrors errors)
    {
        switch (value)
        {
            case long number:
                return number;
            case BigInteger number:
                return number;
            case bool flag when !strict:
                return flag ? 1 : 0;
            case double number when !strict && double.IsFinite(number) && number == Math.Floor(number):
                return new BigInteger(number);
            case double number when !strict && double.IsFinite(number):
                errors.Add(location, "int_from_float", "Input should be a valid integer, got a number with a fractional part");
                return null;
            case double when !strict:
                errors.Add(location, "finite_number", "Input should be a finite number");
                return null;
            case string text when !strict:
                if (BigInteger.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
                {
                    return parsed;
                }

                errors.Add(location, "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
                return null;
            default:
                errors.Add(location, "int_type", "Input should be a valid integer");
                return null;
        }
    }
}

/// <summary>A float, read leniently from integers and texts.</summary>
internal sealed class FloatShape : Shape
{
    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        switch (value)
        {
            case double or long or BigInteger or bool:
                return ToDouble(value);
            case string text when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed):
                return parsed;
            case string:
                errors.Add(location, "float_parsing", "Input should be a valid number, unable to parse string as a number");
                return null;
            default:
                errors.Add(location, "float_type", "Input should be a valid number");
                return null;
        }
    }

    public static double ToDouble(object? value) => value switch
    {
        double number => number,
        long number => number,
        BigInteger number => (double)number,
        bool flag => flag ? 1 : 0,
        _ => throw new InvalidOperationException($"{PythonText.TypeName(value)} is no number."),
    };
}
