namespace OTel.Argilla.Emulator.Json;

/// <summary>What Python's json module says of a text that is no JSON; <see cref="Position"/> counts code points.</summary>
internal sealed class JsonDecodeException(int position) : Exception("JSON decode error")
{
    public int Position { get; } = position;
}
