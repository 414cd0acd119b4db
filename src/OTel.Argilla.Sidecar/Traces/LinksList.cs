namespace OTel.Argilla.Sidecar.Traces;

/// <summary>Traces in a row, the one that was touched longest ago first, each in one list.</summary>
internal sealed class LinksList
{
    public LinksOfTrace? First { get; private set; }

    private LinksOfTrace? Last { get; set; }

    /// <summary>Puts it at the end, wherever it was before.</summary>
    public void MoveToEnd(LinksOfTrace trace)
    {
        if (ReferenceEquals(Last, trace))
        {
            return;
        }

        trace.List?.Remove(trace);
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
    }

    public void Remove(LinksOfTrace trace)
    {
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
    }
}
