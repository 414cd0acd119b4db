using System.Text.RegularExpressions;
using OTel.Argilla.Exporter;

namespace OTel.Argilla.Examples;

internal static partial class Redaction
{
    /// <summary>Null drops the record. What leaves this method is what leaves the process, so every text of the record is looked at.</summary>
    public static ArgillaRecord? Apply(ArgillaRecord record)
    {
        if (record.Prompt.StartsWith("[test]", StringComparison.Ordinal))
        {
            return null;
        }

        record.Prompt = WithoutAddresses(record.Prompt);
        record.Response = WithoutAddresses(record.Response);
        foreach (var message in record.Conversation)
        {
            message.Content = WithoutAddresses(message.Content);
        }

        foreach (var (name, value) in record.Metadata.ToList())
        {
            if (value is string text)
            {
                record.Metadata[name] = WithoutAddresses(text);
            }
            else if (value is System.Collections.IEnumerable)
            {
                // Lists and objects, such as the variables of a template, may hold addresses at any depth: leave them out.
                record.Metadata.Remove(name);
            }
        }

        return record;
    }

    private static string WithoutAddresses(string text) => Address().Replace(text, "[e-mail]");

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
