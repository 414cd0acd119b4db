using System.Text;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Answers of both servers in one form.</summary>
internal static class AnswerForms
{
    public static ExchangeAnswer Http(
        int status, IReadOnlyList<(string Name, string Value)> request, IReadOnlyList<(string Name, string Value)> headers, byte[] body, bool isTaken, bool? isClosed)
    {
        var type = headers.FirstOrDefault(static h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value?.Split(';')[0];
        var browsers = BrowserRules.Verdict(request, headers);
        if (status >= 400 && type is "application/json" or "application/x-protobuf" && body.Length > 2)
        {
            var (code, message) = StatusMessage.Read(type, body);
            Assert.That(message, Is.Not.Empty);
            return new ExchangeAnswer($"{status}/{code}", isTaken, type, null, isClosed, browsers);
        }

        // What a web server says by itself, or of its own page, has no form.
        return new ExchangeAnswer($"{status}", isTaken, body.Length == 0 ? null : type, body.Length == 0 ? null : Encoding.Latin1.GetString(body), isClosed, browsers);
    }

    public static ExchangeAnswer Grpc(int status, IReadOnlyList<(string Name, string Value)> headers, byte[] body, bool isTaken)
    {
        var code = headers.Single(static h => h.Name == "grpc-status").Value;
        var encoding = headers.FirstOrDefault(static h => h.Name == "grpc-encoding").Value;
        var type = headers.First(static h => h.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value;
        return new ExchangeAnswer(
            status == 200 ? $"grpc {code}" : $"{status} grpc {code}",
            isTaken,
            type.Contains('=', StringComparison.Ordinal) ? "application/grpc" : type,
            body.Length == 0 ? null : Convert.ToHexString(Message(body, encoding)),
            null,
            null);
    }

    private static byte[] Message(byte[] frame, string? encoding)
    {
        Assert.That(ContentCodings.TryParse(frame[0] == 1 ? encoding : null, out var coding), encoding);
        var budget = new BufferBudget(1 << 20);
        var message = new BodyBuffer(budget);
        using var source = new MemoryStream(frame, 5, frame.Length - 5);
        var read = BodyReader.ReadAsync(source, coding, message, budget, 1 << 16, CancellationToken.None).AsTask();
        Assert.That(read.IsCompleted && read.Result == BodyOutcome.Complete, "a message in memory is there at once");
        return message.Content.ToArray();
    }
}
