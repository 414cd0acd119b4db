using System.Buffers;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>Reads answers without trusting their length.</summary>
internal static class BoundedBody
{
    /// <summary>The body, or the part of it that fits into <paramref name="limit"/>; the rest is read and forgotten, so that the connection can be used again.</summary>
    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, int drainLimit, CancellationToken cancellationToken)
    {
#if NET
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await content.ReadAsStreamAsync().OrCancelled(cancellationToken).ConfigureAwait(false);
#endif
        var kept = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            for (var total = 0; total < drainLimit;)
            {
#pragma warning disable CA1835 // The overload over memory is missing on netstandard2.0.
                var read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
#pragma warning restore CA1835
                if (read == 0)
                {
                    break;
                }

                total += read;
                kept.Write(buffer, 0, Math.Min(read, limit - (int)kept.Length));
            }
        }
        finally
        {
            // Answers echo prompts and responses.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return kept.ToArray();
    }
}
