namespace OTel.Argilla.Exporter.Messages;

/// <summary>Who speaks in a message, whatever the SDK calls them.</summary>
internal enum Role
{
    User,
    Assistant,
    System,
    Tool,

    /// <summary>A role that no convention knows; its name is kept in <see cref="Message.RoleName"/>.</summary>
    Other,
}
