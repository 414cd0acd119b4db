using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Where records go, and how they are fitted to it.</summary>
internal sealed class Destination
{
    private readonly HashSet<string> _names;

    public Destination(ReadyDataset dataset, RecordFitter fitter)
    {
        Dataset = dataset;
        Fitter = fitter;
        var schema = dataset.Schema;
        _names = new(
            [
                .. schema.Fields.Select(static item => item.Name),
                .. schema.Questions.Select(static item => item.Name),
                .. schema.Properties.Select(static item => item.Name),
            ],
            StringComparer.Ordinal);
    }

    public ReadyDataset Dataset { get; }

    public RecordFitter Fitter { get; }

    /// <summary>Whether a word of a server's reason is a name of the dataset, and no content.</summary>
    public bool IsName(string word) => _names.Contains(word);
}
