namespace OTel.Argilla.Exporter;

/// <summary>One message of the conversation that a prompt stands in.</summary>
public sealed class ArgillaMessage
{
    /// <summary>Creates a message.</summary>
    /// <param name="role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>; Argilla takes 1 to 20 characters.</param>
    /// <param name="content">What is said; Argilla takes 1 to 20,000 characters, longer content is cut and marked.</param>
    public ArgillaMessage(string role, string content)
    {
        Role = role;
        Content = content;
    }

    /// <summary>Gets or sets who speaks.</summary>
    public string Role { get; set; }

    /// <summary>Gets or sets what is said.</summary>
    public string Content { get; set; }
}
