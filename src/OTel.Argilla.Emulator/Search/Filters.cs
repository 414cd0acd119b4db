using System.Numerics;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Search;

/// <summary>Whether a document passes filters, and how two sort.</summary>
internal static class Filters
{
    public static bool Passes(Document document, Map filter, IReadOnlyDictionary<string, string> questions)
    {
        var values = document.Values((Map)filter.Get("scope")!, questions);
        if (filter.Text("type") == "terms")
        {
            var wanted = (List<object?>)filter.Get("values")!;
            return values.Any(value => wanted.Contains(Term(value)));
        }

        var (least, most) = (filter.Get("ge"), filter.Get("le"));
        return values.Any(value => (least is null || Compare(value, least) >= 0) && (most is null || Compare(value, most) <= 0));
    }

    /// <summary>Missing values come last, whichever the order.</summary>
    public static int Sort(Document left, Document right, Map sort, IReadOnlyDictionary<string, string> questions)
    {
        var scope = (Map)sort.Get("scope")!;
        var (a, b) = (left.Values(scope, questions).FirstOrDefault(), right.Values(scope, questions).FirstOrDefault());
        if (a is null || b is null)
        {
            return (a is null ? 1 : 0) - (b is null ? 1 : 0);
        }

        return sort.Text("order") == "desc" ? Compare(b, a) : Compare(a, b);
    }

    private static int Compare(object left, object right) => IsNumber(left) && IsNumber(right)
        ? FloatShape.ToDouble(left).CompareTo(FloatShape.ToDouble(right))
        : string.CompareOrdinal(Term(left), Term(right));

    private static bool IsNumber(object value) => value is long or double or BigInteger;

    private static string Term(object value) => value is bool flag ? (flag ? "true" : "false") : PythonText.Str(value);
}
