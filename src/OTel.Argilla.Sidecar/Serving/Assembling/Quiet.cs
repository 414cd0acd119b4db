namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>Tells when a rush is over: much has come, and nothing for half a minute since: what comes sooner is the same rush, and would only take the memory again. Of the assembler's thread.</summary>
/// <param name="isQuiet">Told so, once after each rush.</param>
/// <param name="time">The clock.</param>
internal sealed class Quiet(Action isQuiet, TimeProvider time)
{
    /// <summary>Of less, little memory is left over.</summary>
    private const long Much = 32 * 1024 * 1024;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private long _bytes;
    private long _last;

    /// <summary>So many bytes have come.</summary>
    public void Disturb(int bytes)
    {
        _bytes += bytes;
        _last = time.GetTimestamp();
    }

    /// <summary>To be called now and then.</summary>
    public void Look()
    {
        if (_bytes >= Much && time.GetElapsedTime(_last) >= Silence)
        {
            _bytes = 0;
            isQuiet();
        }
    }
}
