namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Traces in a row, each in one list at most: the links are in the traces themselves, of which a busy exporter keeps thousands.</summary>
internal sealed class TraceList
{
    public BufferedTrace? First { get; private set; }

    public BufferedTrace? Last { get; private set; }

    public int Count { get; private set; }

    public void AddLast(BufferedTrace trace)
    {
        trace.List = this;
        trace.Previous = Last;
        if (Last is null)
        {
            First = trace;
        }
        else
        {
            Last.Next = trace;
        }

        Last = trace;
        Count++;
    }

    /// <summary>Does nothing when it is in another list, or in none.</summary>
    public void Remove(BufferedTrace trace)
    {
        if (trace.List != this)
        {
            return;
        }

        if (trace.Previous is null)
        {
            First = trace.Next;
        }
        else
        {
            trace.Previous.Next = trace.Next;
        }

        if (trace.Next is null)
        {
            Last = trace.Previous;
        }
        else
        {
            trace.Next.Previous = trace.Previous;
        }

        trace.List = null;
        trace.Next = trace.Previous = null;
        Count--;
    }
}
