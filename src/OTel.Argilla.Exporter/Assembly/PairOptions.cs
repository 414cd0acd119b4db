using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Choices of the user that change which pairs are made.</summary>
internal sealed class PairOptions
{
    /// <summary>Also make records of interactions that ran inside a remote tool (MCP); default false.</summary>
    public bool IncludeInsideTools { get; init; }

    /// <summary>One record for each trace: its first prompt and last answer; default false.</summary>
    public bool OneRecordPerTrace { get; init; }

    /// <summary>What spans are read with; default the dialects that come with the exporter.</summary>
    public DialectCatalog Dialects { get; init; } = DialectCatalog.BuiltIn;
}
