namespace OTel.Argilla.Exporter.Messages;

/// <summary>The members that messages of the conventions and their parts have.</summary>
[Flags]
internal enum MessageMembers
{
    None = 0,
    Type = 1,
    Content = 2,
    Id = 4,
    Name = 8,
    Arguments = 16,
    Response = 32,
    Role = 64,
    Parts = 128,
    FinishReason = 256,
}

/// <summary>Their names.</summary>
internal static class MessageMember
{
    public static MessageMembers Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => MessageMembers.Id,
        4 when name.SequenceEqual("type"u8) => MessageMembers.Type,
        4 when name.SequenceEqual("role"u8) => MessageMembers.Role,
        4 when name.SequenceEqual("name"u8) => MessageMembers.Name,
        5 when name.SequenceEqual("parts"u8) => MessageMembers.Parts,
        7 when name.SequenceEqual("content"u8) => MessageMembers.Content,
        8 when name.SequenceEqual("response"u8) => MessageMembers.Response,
        9 when name.SequenceEqual("arguments"u8) => MessageMembers.Arguments,
        13 when name.SequenceEqual("finish_reason"u8) => MessageMembers.FinishReason,
        _ => MessageMembers.None,
    };
}
