using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>A delivery that ends without time leaves no task behind whose exception nobody sees: some apps end at those.</summary>
[NonParallelizable]
public class AbruptEndTests
{
    [Test]
    public void DisposingAtOnceLeavesNoUnobservedException()
    {
        var unobserved = new List<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs args)
        {
            lock (unobserved)
            {
                unobserved.AddRange(args.Exception.InnerExceptions.Where(static exception => exception.ToString().Contains("Exporter.Delivery", StringComparison.Ordinal)));
            }
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            using var server = new StubArgilla();
            for (var i = 0; i < 300; i++)
            {
                using var outbox = new Outbox(server);
                outbox.Enqueue("a", "b");
            }

            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        lock (unobserved)
        {
            Assert.That(unobserved, Is.Empty);
        }
    }
}
