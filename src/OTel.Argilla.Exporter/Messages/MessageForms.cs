namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// The forms of messages that came by. An instrumentation writes all its messages with the same names in the same order, with the same white space: a few forms are
/// nearly all there are. Not thread-safe: each reader has its own.
/// </summary>
internal sealed class MessageForms
{
    private const int Most = 8;

    /// <summary>Who writes every message in another form has none of them learnt but one in so many.</summary>
    private const int MissesBeforeLearning = 64;

    private readonly MessageForm[] _forms = new MessageForm[Most];
    private readonly FormRecorder _recorder = new();
    private int _count;
    private int _misses;

    /// <summary>Reads the message that begins there, if it has a form that is known; false, with nothing done, when it has not.</summary>
    public bool TryRead(ValueTape tape, Utf8Text utf8, ref int at, Message message)
    {
        Span<int> places = stackalloc int[FormRecorder.MostPlaces];
        for (var i = 0; i < _count; i++)
        {
            if (_forms[i].TryRead(tape, utf8, ref at, message, places))
            {
                // The next one most likely has it too.
                MoveToFront(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes the form of the message that is about to be read, of no known form; null when it is not to be learnt.</summary>
    public FormRecorder? BeginLearning()
    {
        if (_count == Most && ++_misses % MissesBeforeLearning != 0)
        {
            return null;
        }

        _recorder.Begin();
        return _recorder;
    }

    /// <summary>In place of the one that was not met for the longest when there are as many as are kept.</summary>
    public void Learn(MessageForm form)
    {
        _count = Math.Min(_count + 1, Most);
        _forms[_count - 1] = form;
        MoveToFront(_count - 1);
    }

    private void MoveToFront(int position)
    {
        if (position > 0)
        {
            var form = _forms[position];
            Array.Copy(_forms, 0, _forms, 1, position);
            _forms[0] = form;
        }
    }
}
