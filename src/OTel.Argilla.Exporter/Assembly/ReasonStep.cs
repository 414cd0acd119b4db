using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Step 9, reasons: every candidate that gave no record says why, and what to switch on when only the content is missing.</summary>
internal static class ReasonStep
{
    public static void Run(Workspace work, List<SpanOutcome> outcomes)
    {
        foreach (var interaction in work.Interactions)
        {
            if (interaction.IsContinued)
            {
                continue;
            }

            var reason = interaction.TwinOf is not null ? SkipReason.Duplicate : ReasonOf(interaction, work.Dialects);
            interaction.First.Node.Decide(reason);
            for (var part = interaction; part.Previous is not null; part = part.Previous)
            {
                part.Node.Decide(SkipReason.Continuation);
            }
        }

        foreach (var node in work.Nodes)
        {
            if (node.IsCandidate)
            {
                node.Decide(SkipReason.Nested);
                outcomes.Add(new SpanOutcome(node.Span, node.Reason, HintFor(node, work.Dialects)));
            }
        }
    }

    /// <summary>Null when the interaction gives a record. An error comes first; then, where something was asked, what the answer lacks; then that there is no content.</summary>
    public static string? ReasonOf(Interaction interaction, DialectCatalog dialects)
    {
        if (interaction.Why == SkipReason.Error)
        {
            return SkipReason.Error;
        }

        if (interaction.HasPair)
        {
            return null;
        }

        if (interaction.HasPrompt && interaction.Why is { } why && why != SkipReason.NoContent)
        {
            return why;
        }

        return dialects.RefersToContent(interaction.Node.View) ? SkipReason.ExternalContent : SkipReason.NoContent;
    }

    private static string? HintFor(SpanNode node, DialectCatalog dialects) =>
        node.Reason == SkipReason.NoContent ? dialects.DialectOf(node.View).ContentSwitch : null;
}
