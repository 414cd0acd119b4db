using System.Globalization;
using OpenTelemetry.Trace;

namespace OTel.Argilla.TestApp;

/// <summary>Commands on the standard input, one a line; each is answered when it is done, so that a test knows where the process stands.</summary>
internal static class Commands
{
    /// <summary>Returns at the end of the input.</summary>
    public static void Obey(TracerProvider provider)
    {
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["chat", var prompt, var response]:
                    Chat.Run(prompt, response);
                    Console.WriteLine($"chat {Chat.TraceId}");
                    break;
                case ["flush", var milliseconds]:
                    Console.WriteLine($"flushed {provider.ForceFlush(Parse(milliseconds))}");
                    break;
                case ["shutdown", var milliseconds]:
                    Console.WriteLine($"stopped {provider.Shutdown(Parse(milliseconds))}");
                    break;
                default:
                    Console.WriteLine($"unknown {line}");
                    break;
            }
        }
    }

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);
}
