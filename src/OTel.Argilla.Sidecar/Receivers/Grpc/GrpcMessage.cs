using System.Buffers.Binary;
using OTel.Argilla.Sidecar.Receivers.Answers;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Receivers.Grpc;

/// <summary>One message of a call: a flag whether it is compressed, its length in four bytes, and that many bytes.</summary>
internal static class GrpcMessage
{
    public const int PrefixBytes = 5;

    /// <summary>A message as a call holds it.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message, bool isCompressed)
    {
        var frame = new byte[PrefixBytes + message.Length];
        frame[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(PrefixBytes));
        return frame;
    }

    /// <summary>Reads the first message; null when it is there, else the answer. Further messages are not looked at: the calls are unary.</summary>
    public static async ValueTask<Answer?> ReadAsync(
        Stream call, ContentCoding coding, ReceivedBody target, BodyIntake bodies, CancellationToken cancellationToken)
    {
        var prefix = new byte[PrefixBytes];
        var read = await ReadPrefixAsync(call, prefix, cancellationToken);
        if (read < PrefixBytes)
        {
            return read < 0 ? Answer.Unavailable("The call did not come to its end.") : Answer.Malformed("The call holds no message.");
        }

        var isCompressed = prefix[0] == 1;
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (prefix[0] > 1 || (isCompressed && coding == ContentCoding.Identity))
        {
            return Answer.Malformed("The message has the flag of a compressed one, and grpc-encoding names no compression.");
        }

        if (length > bodies.MaxBytes)
        {
            return Answer.TooLarge(bodies.MaxBytes);
        }

        await using var message = new MessageStream(call, length);
        var answer = await bodies.ReadAsync(message, isCompressed ? coding : ContentCoding.Identity, target, cancellationToken);
        return answer ?? (message.IsCutOff ? Answer.Malformed("The message is shorter than its length says.") : null);
    }

    private static async ValueTask<int> ReadPrefixAsync(Stream call, byte[] prefix, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (IOException)
        {
            return -1;
        }
    }
}
