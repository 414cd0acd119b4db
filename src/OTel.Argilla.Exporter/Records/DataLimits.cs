using System.Buffers.Text;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// What Argilla takes as structured metadata. Over PostgreSQL one number beyond the range of a double is a 500 for the whole request, and deep nesting is
/// stored but breaks every search that meets it.
/// </summary>
internal static class DataLimits
{
    /// <summary>Far more than data of people has, far less than what breaks; a hook may also hand us a cycle.</summary>
    public const int MaxDepth = 32;

    /// <summary>True when the value may be sent as it is.</summary>
    public static bool Fits(Value value) => Fits(value, depth: 0);

    private static bool Fits(Value value, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.Object when depth < MaxDepth:
                foreach (var member in value.Members)
                {
                    if (!Fits(member.Value, depth + 1))
                    {
                        return false;
                    }
                }

                return true;
            case ValueKind.Array when depth < MaxDepth:
                foreach (var item in value.Items)
                {
                    if (!Fits(item, depth + 1))
                    {
                        return false;
                    }
                }

                return true;
            case ValueKind.Number:
                // Where the framework does not read such a number at all, it is too large as well.
                return Utf8Parser.TryParse(value.Text.Span, out double number, out var read) && read == value.Text.Span.Length && RecordJson.IsFinite(number);
            default:
                return value.Kind is not (ValueKind.Object or ValueKind.Array);
        }
    }
}
