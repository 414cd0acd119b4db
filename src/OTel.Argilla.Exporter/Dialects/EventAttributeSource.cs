using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Content in an attribute of an event or log record. Several events of that name may each hold a part: the first that has the attribute
/// gives this side.
/// </summary>
internal sealed class EventAttributeSource : ContentSource
{
    private readonly string _eventName;
    private readonly string _attribute;

    public EventAttributeSource(string eventName, string attribute, Side side, ContentRank rank)
        : base(eventName, side, rank, rank)
    {
        _eventName = eventName;
        _attribute = attribute;
    }

    public override bool IsInEvents => true;

    public override Content Read(SpanView view, MessageReader reader)
    {
        foreach (var e in view.Events)
        {
            if (e.Name == _eventName && e[_attribute] is { } value)
            {
                var content = reader.Read(value, DefaultRole);
                if (content.Kind != ContentKind.None)
                {
                    return content;
                }
            }
        }

        return Content.None;
    }
}
