namespace OTel.Argilla.Exporter.Spans;

/// <summary>An attribute name that some dialect reads. Defined once, it is found in an <see cref="AttributeSet"/> by number.</summary>
internal sealed class AttributeKey
{
    private AttributeKey(string name, int index)
    {
        Name = name;
        Index = index;
    }

    public string Name { get; }

    public int Index { get; }

    /// <summary>The key of this name; the same object for the same name. Called from static initialisers of dialects.</summary>
    public static AttributeKey Define(string name) => Registry.Define(name);

    public override string ToString() => Name;

    /// <summary>Index of a name, or -1 when no dialect has defined it.</summary>
    internal static int IndexOf(string name) => Registry.IndexOf(name);

    /// <summary>How many there are.</summary>
    internal static int Count => Registry.Count;

    /// <summary>
    /// A table with open places, since every attribute of every span is looked up. Names of attributes share their beginnings; their length and a few of
    /// their letters tell them apart. Names that producers make up cannot fill it: it holds only what dialects define.
    /// </summary>
    private static class Registry
    {
        private static readonly object Gate = new();
        private static readonly List<AttributeKey> Keys = [];
        private static AttributeKey?[] _table = new AttributeKey?[16];
        private static int _count;

        public static int Count => Volatile.Read(ref _count);

        public static AttributeKey Define(string name)
        {
            lock (Gate)
            {
                if (Find(name) is { } known)
                {
                    return known;
                }

                var key = new AttributeKey(name, Keys.Count);
                Keys.Add(key);
                // Readers hold no lock: they see the old table or the new one, never one that is being changed.
                Volatile.Write(ref _table, Fill(_table.Length));
                Volatile.Write(ref _count, Keys.Count);
                return key;
            }
        }

        public static int IndexOf(string name) => Find(name)?.Index ?? -1;

        private static AttributeKey? Find(string name)
        {
            var table = Volatile.Read(ref _table);
            for (var at = Hash(name); ; at++)
            {
                var key = table[at & (table.Length - 1)];
                if (key is null || key.Name == name)
                {
                    return key;
                }
            }
        }

        private static AttributeKey?[] Fill(int length)
        {
            while (length < Keys.Count * 4)
            {
                length *= 2;
            }

            var table = new AttributeKey?[length];
            foreach (var key in Keys)
            {
                var at = Hash(key.Name) & (length - 1);
                while (table[at] is not null)
                {
                    at = (at + 1) & (length - 1);
                }

                table[at] = key;
            }

            return table;
        }

        private static int Hash(string name)
        {
            var length = name.Length;
            return length == 0 ? 0 : (((((length * 31) + name[length - 1]) * 31) + name[length / 2]) * 31) + name[length * 3 / 4];
        }
    }
}
