using System.IO.Compression;
using Snappier;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>
/// Reads a body into a buffer, decompressing as it goes. It stops at the first byte over the limit, so that a bomb costs no more than the largest body that is
/// accepted.
/// </summary>
internal static class BodyReader
{
    /// <summary>8 MiB, which is what a sender may ask for (RFC 9659); a frame's header can ask for gigabytes.</summary>
    private const int MaxZstdWindowLog = 23;

    /// <summary>Reads to the end.</summary>
    /// <param name="source">The bytes as they come.</param>
    /// <param name="coding">How they are compressed.</param>
    /// <param name="target">Receives the body.</param>
    /// <param name="budget">For what is needed besides the target.</param>
    /// <param name="maxBytes">The limit after decompression. The caller limits what comes in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidDataException">It is not what the coding says, or cut off.</exception>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    public static async ValueTask<BodyOutcome> ReadAsync(
        Stream source, ContentCoding coding, BodyBuffer target, BufferBudget budget, int maxBytes, CancellationToken cancellationToken)
    {
        switch (coding)
        {
            case ContentCoding.Identity:
                return await CopyAsync(source, target, maxBytes, cancellationToken);
            case ContentCoding.Snappy:
                return await ReadSnappyAsync(source, target, budget, maxBytes, cancellationToken);
        }

        try
        {
            await using var content = Open(source, coding);
            var outcome = await CopyAsync(content, target, maxBytes, cancellationToken);
            if (outcome == BodyOutcome.Complete && target.Length == 0)
            {
                throw new InvalidDataException("there is nothing in it");
            }

            return outcome;
        }
        catch (ZstdException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("it is cut off", exception);
        }
    }

    private static Stream Open(Stream source, ContentCoding coding)
    {
        switch (coding)
        {
            case ContentCoding.Gzip:
                return new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
            case ContentCoding.Zlib:
                return new ZLibStream(source, CompressionMode.Decompress, leaveOpen: true);
            default:
                var stream = new DecompressionStream(source, leaveOpen: true);
                stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstdWindowLog);
                return stream;
        }
    }

    private static async ValueTask<BodyOutcome> CopyAsync(Stream source, BodyBuffer target, int maxBytes, CancellationToken cancellationToken)
    {
        while (target.Length < maxBytes)
        {
            var room = target.GetRoom(maxBytes - target.Length);
            if (room.IsEmpty)
            {
                return BodyOutcome.NoMemory;
            }

            var read = await source.ReadAsync(room, cancellationToken);
            if (read == 0)
            {
                return BodyOutcome.Complete;
            }

            target.Advance(read);
        }

        return await source.ReadAsync(new byte[1], cancellationToken) == 0 ? BodyOutcome.Complete : BodyOutcome.TooLarge;
    }

    /// <summary>The block format holds its size in front and has to be there as a whole.</summary>
    private static async ValueTask<BodyOutcome> ReadSnappyAsync(
        Stream source, BodyBuffer target, BufferBudget budget, int maxBytes, CancellationToken cancellationToken)
    {
        var compressed = new BodyBuffer(budget);
        try
        {
            var outcome = await CopyAsync(source, compressed, maxBytes, cancellationToken);
            if (outcome != BodyOutcome.Complete)
            {
                return outcome;
            }

            if (!SnappyFrames.Are(compressed.Content.Span))
            {
                return ReadSnappyBlock(compressed.Content.Span, target, maxBytes);
            }

            if (!SnappyFrames.AreComplete(compressed.Content.Span))
            {
                throw new InvalidDataException("it is cut off");
            }

            await using var frames = new SnappyStream(compressed.AsStream(), CompressionMode.Decompress);
            return await CopyAsync(frames, target, maxBytes, cancellationToken);
        }
        finally
        {
            compressed.Release();
        }
    }

    private static BodyOutcome ReadSnappyBlock(ReadOnlySpan<byte> block, BodyBuffer target, int maxBytes)
    {
        var length = Snappy.GetUncompressedLength(block);
        if ((uint)length > (uint)maxBytes)
        {
            return BodyOutcome.TooLarge;
        }

        if (!target.TryReserve(Math.Max(1, length)))
        {
            return BodyOutcome.NoMemory;
        }

        target.Advance(Snappy.Decompress(block, target.GetRoom(Math.Max(1, length)).Span));
        return BodyOutcome.Complete;
    }
}
