namespace OTel.Argilla.Exporter.Messages;

/// <summary>The names that SDKs have for the four roles; case does not matter.</summary>
internal static class Roles
{
    public static bool TryParse(ReadOnlySpan<byte> name, out Role role)
    {
        // The four names of the conventions first: they are nearly all there is.
        if (name.SequenceEqual("user"u8))
        {
            role = Role.User;
        }
        else if (name.SequenceEqual("assistant"u8))
        {
            role = Role.Assistant;
        }
        else if (name.SequenceEqual("system"u8))
        {
            role = Role.System;
        }
        else if (name.SequenceEqual("tool"u8))
        {
            role = Role.Tool;
        }
        else
        {
            return TryParseAlias(name, out role);
        }

        return true;
    }

    private static bool TryParseAlias(ReadOnlySpan<byte> name, out Role role)
    {
        if (Is(name, "user"u8) || Is(name, "human"u8) || Is(name, "humanmessage"u8) || Is(name, "humanmessagechunk"u8))
        {
            role = Role.User;
        }
        else if (Is(name, "assistant"u8) || Is(name, "ai"u8) || Is(name, "model"u8) || Is(name, "bot"u8)
            || Is(name, "aimessage"u8) || Is(name, "aimessagechunk"u8))
        {
            role = Role.Assistant;
        }
        else if (Is(name, "tool"u8) || Is(name, "function"u8) || Is(name, "toolmessage"u8) || Is(name, "ipython"u8))
        {
            role = Role.Tool;
        }
        else if (Is(name, "system"u8) || Is(name, "developer"u8) || Is(name, "systemmessage"u8))
        {
            role = Role.System;
        }
        else
        {
            role = Role.Other;
            return false;
        }

        return true;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => Utf8.EqualsIgnoreCase(name, lower);
}
