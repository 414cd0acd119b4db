namespace OTel.Argilla.Emulator.Rules;

/// <summary>Where the real server stumbles over a value of the wrong type: an AttributeError, which it reports without context.</summary>
internal sealed class PythonAttributeException(string message) : Exception(message)
{
}
