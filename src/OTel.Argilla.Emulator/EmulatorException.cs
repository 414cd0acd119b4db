namespace OTel.Argilla.Emulator;

/// <summary>The emulator cannot start, for a reason its user can mend; the message says how.</summary>
public sealed class EmulatorException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public EmulatorException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and how to mend it.</param>
    public EmulatorException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and how to mend it.</param>
    /// <param name="innerException">What caused it.</param>
    public EmulatorException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
