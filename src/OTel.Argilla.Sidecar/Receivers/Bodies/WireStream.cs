namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>Keeps a copy of what is read through it.</summary>
internal sealed class WireStream(Stream source, BodyBuffer copy) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await source.ReadAsync(buffer, cancellationToken);
        for (var left = buffer[..read]; !left.IsEmpty;)
        {
            var room = copy.GetRoom(left.Length);
            if (room.IsEmpty)
            {
                throw new OutOfBudgetException();
            }

            left[..room.Length].CopyTo(room);
            copy.Advance(room.Length);
            left = left[room.Length..];
        }

        return read;
    }
}
