using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Receivers.Grpc;

/// <summary>The bytes of one message within its call, which it leaves open.</summary>
internal sealed class MessageStream(Stream call, long length) : ReadOnlyStream
{
    private long _left = length;

    /// <summary>True when the call has ended before the message.</summary>
    public bool IsCutOff { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        var read = await call.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        IsCutOff |= read == 0;
        return read;
    }
}
