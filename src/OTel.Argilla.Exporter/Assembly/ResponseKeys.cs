namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Ids of responses, mostly one: that takes no list.</summary>
internal struct ResponseKeys
{
    private ResponseKey _first;
    private List<ResponseKey>? _others;

    public int Count { get; private set; }

    public readonly ResponseKey this[int position] => position == 0 ? _first : _others![position - 1];

    public void Add(ResponseKey key)
    {
        if (Count++ == 0)
        {
            _first = key;
        }
        else
        {
            (_others ??= []).Add(key);
        }
    }
}
