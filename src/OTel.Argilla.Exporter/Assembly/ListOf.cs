namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Items in a row, each in one list at most: the links are in the items themselves, of which there are many thousands.</summary>
internal sealed class ListOf<T>
    where T : Listed<T>
{
    public T? First { get; private set; }

    public T? Last { get; private set; }

    public int Count { get; private set; }

    public void AddLast(T item)
    {
        item.List = this;
        item.Previous = Last;
        if (Last is null)
        {
            First = item;
        }
        else
        {
            Last.Next = item;
        }

        Last = item;
        Count++;
    }

    /// <summary>Puts it at the end, out of whatever list it was in.</summary>
    public void MoveToEnd(T item)
    {
        if (!ReferenceEquals(Last, item))
        {
            item.List?.Remove(item);
            AddLast(item);
        }
    }

    /// <summary>Lets go of all.</summary>
    public void Clear()
    {
        while (First is { } item)
        {
            Remove(item);
        }
    }

    /// <summary>Does nothing when it is in another list, or in none.</summary>
    public void Remove(T item)
    {
        if (item.List != this)
        {
            return;
        }

        if (item.Previous is null)
        {
            First = item.Next;
        }
        else
        {
            item.Previous.Next = item.Next;
        }

        if (item.Next is null)
        {
            Last = item.Previous;
        }
        else
        {
            item.Next.Previous = item.Previous;
        }

        item.List = null;
        item.Next = item.Previous = null;
        Count--;
    }
}
