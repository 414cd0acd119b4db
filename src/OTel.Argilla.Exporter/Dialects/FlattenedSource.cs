using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Messages spread over attributes, one for each leaf (see <see cref="FlattenedAttributes"/>). Among answers the index is the number of the
/// choice, where every one of them is an answer; a call of a tool in between makes it a transcript.
/// </summary>
internal sealed class FlattenedSource : ContentSource
{
    private readonly string _prefix;
    private readonly Func<SpanView, MessageReader, int, Content?>? _fuller;

    /// <param name="prefix">Name of the attributes up to the index, without the dot.</param>
    /// <param name="side">Which side it holds.</param>
    /// <param name="rank">Rank on calls of a model; runs have none of these.</param>
    /// <param name="fuller">Given the number of messages: the same side from elsewhere if that is known to hold more.</param>
    public FlattenedSource(string prefix, Side side, ContentRank rank, Func<SpanView, MessageReader, int, Content?>? fuller = null)
        : base(prefix, side, rank, ContentRank.Never)
    {
        _prefix = prefix;
        _fuller = fuller;
    }

    public override bool MayBeOn(AttributeShape shape) => shape.HasPrefix(_prefix);

    public override Content Read(SpanView view, MessageReader reader)
    {
        var list = FlattenedAttributes.Read(view.Attributes, _prefix, reader.Tape);
        if (list.IsNothing)
        {
            return Content.None;
        }

        var messages = reader.ReadMessages(list, DefaultRole);
        if (_fuller?.Invoke(view, reader, messages.Count) is { } fuller)
        {
            return fuller;
        }

        if (Side == Side.Output && messages.Count > 1 && messages.TrueForAll(static m => m is { Role: Role.Assistant, HasText: true, Calls.Count: 0 }))
        {
            for (var i = 0; i < messages.Count; i++)
            {
                messages[i].Index ??= i;
            }
        }

        return Content.OfMessages(messages);
    }
}
