namespace OTel.Argilla.Exporter.Messages;

/// <summary>Notes, while a message is read, where in it stands what will differ from message to message. Reused.</summary>
internal sealed class FormRecorder
{
    /// <summary>A message with more is read rarely, and comparing it takes as long as reading.</summary>
    public const int MostPlaces = 16;

    private const int MostFixedBytes = 2048;

    private readonly List<(int Start, int End, bool IsSkipped)> _places = [];
    private readonly List<FormPart> _parts = [];
    private (int Start, int Length) _roleName;
    private (int Start, int Length) _finish;
    private bool _isLost;

    public void Begin()
    {
        _places.Clear();
        _parts.Clear();
        _roleName = _finish = default;
        _isLost = false;
    }

    /// <summary>A string or a value stands there, other ones in other messages; gives the number of its place.</summary>
    public int Place(int start, int end, bool isSkipped)
    {
        _places.Add((start, end, isSkipped));
        return _places.Count - 1;
    }

    /// <summary>The string that stands there is the same in all messages of the form. One with escapes cannot be given as it stands.</summary>
    public (int Start, int Length) Constant(int start, int end, Utf8Text text)
    {
        _isLost |= text.Length != end - start - 2;
        return (start + 1, text.Length);
    }

    public void RoleName(int start, int end, Utf8Text text) => _roleName = Constant(start, end, text);

    public void Finish(int start, int end, Utf8Text text) => _finish = Constant(start, end, text);

    public void Part(FormPart part) => _parts.Add(part);

    /// <summary>The form of the message that was read from there to there; null when it is none worth to be known.</summary>
    public MessageForm? End(ReadOnlySpan<byte> json, int start, int end, Role role)
    {
        if (_isLost || _places.Count > MostPlaces)
        {
            return null;
        }

        var segments = new byte[_places.Count + 1][];
        FormConstant roleName = FormConstant.None, finish = FormConstant.None;
        var bytes = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            var to = i < _places.Count ? _places[i].Start : end;
            segments[i] = json.Slice(start, to - start).ToArray();
            bytes += segments[i].Length;
            roleName = IsIn(_roleName, start, to) ? new FormConstant(i, _roleName.Start - start, _roleName.Length) : roleName;
            finish = IsIn(_finish, start, to) ? new FormConstant(i, _finish.Start - start, _finish.Length) : finish;
            start = i < _places.Count ? _places[i].End : end;
        }

        return bytes > MostFixedBytes ? null : new MessageForm(segments, [.. _places.Select(static place => place.IsSkipped)], [.. _parts], role, roleName, finish);
    }

    private static bool IsIn((int Start, int Length) constant, int start, int end) => constant.Length > 0 && constant.Start >= start && constant.Start < end;
}
