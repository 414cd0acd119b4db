using System.Text.Json;
using OTel.Argilla.Emulator;
using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Exporter.Tests.Processes;

/// <summary>
/// Records on disk outlive their process, whenever it is killed (SIGKILL): the next one, or another that shares the directory, delivers every one of
/// them, and the server holds none twice.
/// </summary>
[NonParallelizable]
public class KilledProcessTests
{
    private const int Patience = Waits.Long;

    private string _directory = string.Empty;

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("killed").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task WhileItStores([Values(1, 2, 4)] int files)
    {
        await using var server = await ArgillaEmulator.StartAsync();
        server.Faults.Add(Fault.Status(503));
        using var app = await StartAsync(server);

        // It always has the next step before it when it is killed: somewhere in it, and in the writing of a file as it may be.
        for (var i = 0; i < files + 3; i++)
        {
            Chat(app, 3);
            app.Write($"flush {Waits.Long}");
        }

        var announced = 0;
        for (var i = 0; i < files; i++)
        {
            announced += Number(await app.ReadToAsync("RecordsStored "));
        }

        await app.KillAsync();

        await NextDeliversAsync(server, app, atLeast: announced);
    }

    [Test]
    public async Task WhileItDelivers([Values] bool serverHasTheRecords, [Values(1, 2)] int request)
    {
        await using var server = await ArgillaEmulator.StartAsync();
        var away = Fault.Status(503);
        server.Faults.Add(away);
        using var first = await StartAsync(server);
        for (var file = 0; file < 3; file++)
        {
            Chat(first, 3);
            first.Write($"flush {Waits.Long}");
            await StoredAsync(first, 3);
        }

        await first.KillAsync();
        server.Faults.Remove(away);
        server.Faults.Add(Fault.Hang(serverHasTheRecords).For("PUT", "/records/bulk").Nth(request));

        // The second is in the middle of a request when it is killed; with some files done and some not.
        using var second = await StartAsync(server);
        Assert.That(() => Bulk(server, status: 0), Is.EqualTo(1).After(Patience, 10));
        await second.KillAsync();
        Assert.That(OnDisk(), Has.Count.EqualTo(9 - Delivered(server)));
        Assert.That(Delivered(server), request == 1 ? Is.Zero : Is.Positive);

        await NextDeliversAsync(server, first, atLeast: 9);
    }

    [Test]
    public async Task WhileItShutsDown()
    {
        await using var server = await ArgillaEmulator.StartAsync();
        server.Faults.Add(Fault.Hang().For("PUT", "/records/bulk"));
        using var app = await StartAsync(server);
        Chat(app, 5);
        app.Write("shutdown 1000");
        await StoredAsync(app, 5);
        await app.KillAsync();

        await NextDeliversAsync(server, app, atLeast: 5);
    }

    [Test]
    public async Task WhatAKilledProcessWasDeliveringTheOneBesideItDelivers()
    {
        await using var server = await ArgillaEmulator.StartAsync();
        var away = Fault.Status(503);
        server.Faults.Add(away);
        using var one = await StartAsync(server);
        for (var file = 0; file < 2; file++)
        {
            Chat(one, 3);
            one.Write($"flush {Waits.Long}");
            await StoredAsync(one, 3);
        }

        var stored = OnDisk();
        Assert.That(stored, Has.Count.EqualTo(6));

        // One has nothing but the files, and hangs in the request with the first of them; the other, which comes only now, leaves them alone.
        server.Faults.Add(Fault.Hang(afterWrite: true).For("PUT", "/records/bulk").Times(1));
        server.Faults.Remove(away);
        one.Write("flush 1000");
        Assert.That(() => Bulk(server, status: 0), Is.EqualTo(1).After(Patience, 10));
        using var other = await StartAsync(server);
        await WakeAsync(other);
        await WakeAsync(other);
        Assert.That(OnDisk(), Is.EquivalentTo(stored));
        await one.KillAsync();
        await WakeAsync(other);

        Assert.That(OnDisk, Is.Empty.After(Patience, 10));
        Assert.That(Ids(server), Is.Unique.And.SupersetOf(stored));
        Assert.That(Traces(server), Is.SupersetOf(Made(other)));
        await other.KillAsync();
    }

    /// <summary>Has the app deliver something new. It takes from the queue and from disk in turn, so after two of these it has looked at the disk.</summary>
    private static async Task WakeAsync(AppProcess app)
    {
        Chat(app, 1);
        app.Write($"flush {Waits.Long}");
        await app.ReadToAsync("flushed True");
    }

    /// <summary>Starts a process that makes nothing itself, waits until the disk is empty, and compares the server with what was on disk.</summary>
    private async Task NextDeliversAsync(ArgillaEmulator server, AppProcess made, int atLeast)
    {
        var stored = OnDisk();
        var before = Ids(server);
        Assert.That(before.Union(stored).Count(), Is.GreaterThanOrEqualTo(atLeast), "what was said to be stored");

        server.Faults.Clear();
        using var next = await StartAsync(server);
        Assert.That(OnDisk, Is.Empty.After(Patience, 10));

        Assert.That(Ids(server), Is.Unique.And.EquivalentTo(before.Union(stored)));
        Assert.That(Traces(server), Is.SubsetOf(Made(made)));
        next.Write($"shutdown {Waits.Long}");
        await next.ReadToAsync("stopped True");
        await next.KillAsync();
    }

    private async Task<AppProcess> StartAsync(ArgillaEmulator server)
    {
        var app = AppProcess.Start(
            server, "obey", ("StorageDirectory", _directory), ("ExportProcessorType", "Simple"), ("MaxRecordsPerRequest", "5"));
        await app.ReadToAsync("ready");
        return app;
    }

    private static void Chat(AppProcess app, int times)
    {
        for (var i = 0; i < times; i++)
        {
            app.Write($"chat Why{i}? Because{i}.");
        }
    }

    /// <summary>However many files they are in: on a slow machine the first of them is stored before the last is made.</summary>
    private static async Task StoredAsync(AppProcess app, int records)
    {
        for (var stored = 0; stored < records;)
        {
            stored += Number(await app.ReadToAsync("RecordsStored "));
        }
    }

    private static int Number(string line) => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static int Bulk(ArgillaEmulator server, int status) =>
        server.Requests.Count(request => request.Target.EndsWith("/records/bulk", StringComparison.Ordinal) && request.Status == status);

    /// <summary>Records in requests that were answered with success.</summary>
    private static int Delivered(ArgillaEmulator server) =>
        server.Requests.Where(static request => request.Target.EndsWith("/records/bulk", StringComparison.Ordinal) && request.Status == 200)
            .Sum(static request => JsonDocument.Parse(request.Body).RootElement.GetProperty("items").GetArrayLength());

    private static List<string> Ids(ArgillaEmulator server) => [.. server.Records("llm-traces").Select(static record => record.ExternalId!)];

    private static IEnumerable<string> Traces(ArgillaEmulator server) => Ids(server).Select(static id => id.Split('-')[0]);

    private static IEnumerable<string> Made(AppProcess app) => app.Lines.Where(static line => line.StartsWith("chat ", StringComparison.Ordinal)).Select(static line => line[5..]);

    /// <summary>The ids of the records in whole files, as a process finds them.</summary>
    private List<string> OnDisk() =>
    [
        .. Directory.EnumerateFiles(_directory, "*.blob", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("external_id").GetString()!),
    ];
}
