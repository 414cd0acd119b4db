namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The positions, ascending, of interactions that share something, and for each the side that it is on; one may be on several. A walk over those of another
/// side leaps over a run of the own one, however long that is.
/// </summary>
internal sealed class TwinPlaces
{
    private readonly List<int> _positions = [];
    private readonly List<string> _sides = [];
    private int[]? _ends;

    /// <param name="position">Not before those that were added before.</param>
    /// <param name="side">A side that it is on.</param>
    public void Add(int position, string side)
    {
        _positions.Add(position);
        _sides.Add(side);
    }

    /// <summary>A walk over what stands behind a position that was added, on another side than that; null: on any side.</summary>
    public Walk Behind(int position, string? side)
    {
        var at = _positions.BinarySearch(position);
        while (at < _positions.Count && _positions[at] == position)
        {
            at++;
        }

        return new Walk(this, at, side);
    }

    /// <summary>The place behind the run of one side in which that place lies.</summary>
    private int EndOfRun(int place)
    {
        if (_ends is null)
        {
            _ends = new int[_sides.Count];
            for (var i = _ends.Length - 1; i >= 0; i--)
            {
                _ends[i] = i + 1 < _ends.Length && _sides[i] == _sides[i + 1] ? _ends[i + 1] : i + 1;
            }
        }

        return _ends[place];
    }

    internal sealed class Walk
    {
        private readonly TwinPlaces _places;
        private readonly string? _side;
        private int _at;

        public Walk(TwinPlaces places, int at, string? side)
        {
            _places = places;
            _side = side;
            _at = at;
            LeaveOwnSide();
        }

        /// <summary>Null at the end.</summary>
        public int? Position => _at < _places._positions.Count ? _places._positions[_at] : null;

        public void Advance()
        {
            _at++;
            LeaveOwnSide();
        }

        private void LeaveOwnSide()
        {
            if (_at < _places._sides.Count && _places._sides[_at] == _side)
            {
                _at = _places.EndOfRun(_at);
            }
        }
    }
}
