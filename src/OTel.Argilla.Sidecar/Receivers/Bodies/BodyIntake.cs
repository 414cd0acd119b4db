using Microsoft.AspNetCore.Http;
using OTel.Argilla.Sidecar.Receivers.Answers;

namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>Reads bodies within the limits, and says what is wrong with those that cannot be read.</summary>
internal sealed class BodyIntake(BufferBudget budget, int maxBytes, bool keepsWire)
{
    /// <summary>No body gets more room than this before it has filled it, however large the last one was.</summary>
    private const int MostUsualBytes = 256 * 1024;

    /// <summary>Bodies are mostly as large as the one before: then each grows once.</summary>
    private volatile int _usualBytes = BodyBuffer.FirstBytes;

    public int MaxBytes { get; } = maxBytes;

    public ReceivedBody NewBody() => new(budget, keepsWire, _usualBytes);

    /// <summary>Reads a whole body; null when it is there, else the answer.</summary>
    public async ValueTask<Answer?> ReadAsync(Stream source, ContentCoding coding, ReceivedBody target, CancellationToken cancellationToken)
    {
        try
        {
            await using var wire = target.Open(source, coding);
            switch (await BodyReader.ReadAsync(wire ?? source, coding, target.Content, budget, MaxBytes, cancellationToken))
            {
                case BodyOutcome.Complete:
                    _usualBytes = Math.Clamp(target.Content.Length, BodyBuffer.FirstBytes, MostUsualBytes);
                    return null;
                case BodyOutcome.TooLarge:
                    return Answer.TooLarge(MaxBytes);
                default:
                    return NoMemory;
            }
        }
        catch (OutOfBudgetException)
        {
            return NoMemory;
        }
        catch (BadHttpRequestException exception)
        {
            // Too slow is no reason to drop anything.
            return exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Answer.TooLarge(MaxBytes),
                StatusCodes.Status408RequestTimeout => Answer.Unavailable("The body came too slowly."),
                _ => Answer.Malformed($"The body cannot be read: {exception.Message}"),
            };
        }
        catch (InvalidDataException exception)
        {
            return Answer.Malformed($"The body is not valid {coding}: {exception.Message}");
        }
        catch (IOException exception) when (exception.InnerException is OverflowException)
        {
            return Answer.Malformed("The length of a chunk is no number.");
        }
        catch (IOException)
        {
            // The client has left, most likely, and hears nothing of it.
            return Answer.Unavailable("The body did not come to its end.");
        }
    }

    private static Answer NoMemory => Answer.Unavailable("The requests in hand take all the memory they may (MaxBufferedBytes).");
}
