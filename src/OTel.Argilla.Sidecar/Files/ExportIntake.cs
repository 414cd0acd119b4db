using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Otlp.Json;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>
/// Decodes the exports of files one by one, whatever their signal, and passes on what they hold. In two steps, since in a file with damage a piece may
/// decode and yet not be what was written: <see cref="TryDecode"/>, then <see cref="Accept"/>.
/// </summary>
internal sealed class ExportIntake
{
    /// <summary>An exception takes about as long as so many bytes.</summary>
    private const int LooksOfError = 4096;

    private readonly ExportReceiver _receive;
    private readonly OtlpBatch _batch = new();
    private ReadOnlyMemory<byte> _bytes;
    private OtlpFormat _format;
    private OtlpSignal _signal;
    private bool _isExport;

    /// <param name="receive">Takes over what an export held.</param>
    public ExportIntake(ExportReceiver receive) => _receive = receive;

    /// <summary>The file that is being read.</summary>
    public FileReport Report { get; private set; } = new(string.Empty);

    /// <summary>How many bytes were looked at to decode the last piece.</summary>
    public long Looks { get; private set; }

    /// <summary>Why the last piece could not be decoded.</summary>
    public string Reason { get; private set; } = string.Empty;

    public void Open(FileReport report) => Report = report;

    /// <summary>Decodes an export. JSON may be followed by something else; protobuf may not.</summary>
    /// <param name="bytes">The export.</param>
    /// <param name="format">Its encoding.</param>
    /// <param name="consumed">How much of the bytes it takes.</param>
    public bool TryDecode(ReadOnlyMemory<byte> bytes, OtlpFormat format, out int consumed)
    {
        _batch.Clear();
        (_bytes, _format) = (bytes, format);
        consumed = bytes.Length;
        try
        {
            if (format == OtlpFormat.Json)
            {
                consumed = JsonExport.Read(bytes, _batch, signal: null);
                _signal = OtlpSignal.Traces;
                _isExport = JsonMarks.Find(bytes.Span[..consumed]) >= 0;
            }
            else
            {
                DecodeProtobuf(bytes);
                _isExport = true;
            }

            Looks = consumed;
            return true;
        }
        catch (OtlpException exception)
        {
            // JSON is read once from its start on; protobuf is stepped over as a whole before its parts are read.
            Looks = LooksOfError + (format == OtlpFormat.Json ? exception.ByteOffset : bytes.Length);
            _batch.Clear();
            Reason = exception.Reason;
            return false;
        }
    }

    /// <summary>Passes on what was decoded last.</summary>
    public void Accept()
    {
        Report.Exports += _isExport ? 1 : 0;
        Report.OtherValues += _isExport ? 0 : 1;
        Report.Metrics += _signal == OtlpSignal.Metrics ? 1 : 0;
        _receive(_batch, _bytes, _format);
        _batch.Clear();
    }

    /// <summary>Nothing in the bytes names the signal. The guess is right but for odd requests, which the other signal may fit.</summary>
    private void DecodeProtobuf(ReadOnlyMemory<byte> bytes)
    {
        _signal = SignalGuess.Of(bytes.Span);
        if (_signal == OtlpSignal.Metrics)
        {
            return;
        }

        try
        {
            OtlpDecoder.Decode(bytes, OtlpFormat.Protobuf, _signal, _batch);
        }
        catch (OtlpException)
        {
            var other = _signal == OtlpSignal.Traces ? OtlpSignal.Logs : OtlpSignal.Traces;
            try
            {
                OtlpDecoder.Decode(bytes, OtlpFormat.Protobuf, other, _batch);
                _signal = other;
                return;
            }
            catch (OtlpException)
            {
                // What the likely signal says of it is the better reason.
            }

            throw;
        }
    }
}
