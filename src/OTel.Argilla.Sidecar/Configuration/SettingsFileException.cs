namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>A settings file cannot be read: the message says where and why, and holds nothing of its content.</summary>
internal sealed class SettingsFileException : Exception
{
    public SettingsFileException(string message)
        : base(message)
    {
    }

    public SettingsFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
