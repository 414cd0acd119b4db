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

    private static class Registry
    {
        private static readonly object Gate = new();
        private static Dictionary<string, AttributeKey> _keys = new(StringComparer.Ordinal);

        public static AttributeKey Define(string name)
        {
            lock (Gate)
            {
                if (!_keys.TryGetValue(name, out var key))
                {
                    key = new AttributeKey(name, _keys.Count);
                    // Readers hold no lock: they see the old table or the new one, never one that is being changed.
                    _keys = new Dictionary<string, AttributeKey>(_keys, StringComparer.Ordinal) { [name] = key };
                }

                return key;
            }
        }

        public static int IndexOf(string name) => Volatile.Read(ref _keys).TryGetValue(name, out var key) ? key.Index : -1;
    }
}
