using System.Text.Json;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Reads <c>google.rpc.Status</c> messages.</summary>
internal static class StatusMessage
{
    public static (int Code, string Message) Read(string contentType, byte[] body)
    {
        if (contentType == "application/json")
        {
            using var document = JsonDocument.Parse(body);
            return (document.RootElement.GetProperty("code").GetInt32(), document.RootElement.GetProperty("message").GetString()!);
        }

        var (code, message) = (0, string.Empty);
        for (var at = 0; at < body.Length;)
        {
            var tag = body[at++];
            var value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = body[at++];
                value |= (next & 0x7F) << shift;
                if (next < 0x80)
                {
                    break;
                }
            }

            if (tag == 0x08)
            {
                code = value;
            }
            else
            {
                message = tag == 0x12 ? System.Text.Encoding.UTF8.GetString(body, at, value) : message;
                at += value;
            }
        }

        return (code, message);
    }
}
