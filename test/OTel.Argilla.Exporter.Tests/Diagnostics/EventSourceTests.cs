using System.Diagnostics.Tracing;
using System.Reflection;
using System.Text.RegularExpressions;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Diagnostics;

public class EventSourceTests
{
    private static readonly (MethodInfo Method, EventAttribute Event)[] Events =
    [
        .. from method in typeof(ArgillaEventSource).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let attribute = method.GetCustomAttribute<EventAttribute>()
           where attribute is not null
           select (method, attribute),
    ];

    [Test]
    public void IdsAreUniqueAndTheManifestIsSound()
    {
        Assert.That(Events.Select(e => e.Event.EventId), Is.Unique);
        Assert.That(() => EventSource.GenerateManifest(typeof(ArgillaEventSource), null, EventManifestOptions.Strict), Throws.Nothing);
    }

    [Test]
    public void EveryEventWritesItsOwnIdAndArguments()
    {
        using var listener = new Listener();
        listener.EnableEvents(ArgillaEventSource.Log, EventLevel.Verbose);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (method, attribute) in Events)
            {
                var arguments = method.GetParameters().Select(p => p.ParameterType == typeof(string) ? p.Name : Convert.ChangeType(7, p.ParameterType, null)).ToArray();
                listener.Seen.Clear();
                method.Invoke(ArgillaEventSource.Log, arguments);
                var seen = listener.Seen.SingleOrDefault(e => e.EventId == attribute.EventId);
                Assert.That(seen, Is.Not.Null, method.Name);
                Assert.That(seen?.Payload, Is.EqualTo(arguments), method.Name);
                Assert.That(Regex.Matches(attribute.Message!, @"\{\d\}"), Has.Count.EqualTo(arguments.Length), method.Name);
            }
        }
    }

    [Test]
    public void AnEndpointIsToldWithoutSecrets() =>
        Assert.That(Redaction.Endpoint(new Uri("https://user:pass@host:99/base?key=secret#x")), Is.EqualTo("https://host:99/base"));

    [Test]
    public void AnExceptionIsToldWithoutItsMessage() =>
        Assert.That(Redaction.Describe(new InvalidOperationException("prompt", new FormatException("answer"))), Does.Contain("FormatException").And.Not.Contain("prompt").And.Not.Contain("answer"));

    private sealed class Listener : EventListener
    {
        public List<EventWrittenEventArgs> Seen { get; } = [];

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => Seen.Add(eventData);
    }
}
