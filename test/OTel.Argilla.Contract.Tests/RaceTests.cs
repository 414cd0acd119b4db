using OTel.Argilla.Exporter.Argilla;

namespace OTel.Argilla.Contract.Tests;

/// <summary>Several writers at once: whoever loses gets an error that says "look again", and nothing is made twice.</summary>
public sealed class RaceTests : ContractFixture
{
    private const int Tries = 50;

    [Test]
    public async Task TwoCreatesOfOneNameMakeOneDataset()
    {
        var name = NewName();
        ArgillaError?[] errors = await Task.WhenAll(CreateAsync(Client()), CreateAsync(Client()));

        Assert.That(errors.Count(static error => error is null), Is.EqualTo(1));
        Assert.That(errors.OfType<ArgillaError>().Single().Kind, Is.EqualTo(ArgillaErrorKind.Conflict).Or.EqualTo(ArgillaErrorKind.ServerFault));
        var listed = await TestServer.Rest.GetAsync($"me/datasets?name={name}&workspace_id={TestServer.Workspace.Id}");
        Assert.That(listed["items"]!.AsArray(), Has.Count.EqualTo(1));

        async Task<ArgillaError?> CreateAsync(ArgillaApi api)
        {
            try
            {
                await api.CreateDatasetAsync(new DatasetModel(null, name, TestServer.Workspace.Id), default);
                return null;
            }
            catch (ArgillaException exception)
            {
                return exception.Error;
            }
        }
    }

    [Test]
    public async Task FourProcessesThatStartAtOnceWriteToOneDataset()
    {
        var name = NewName();
        var datasets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ProvideAsync(Client(), name))));

        Assert.That(datasets.Select(static dataset => dataset.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That(datasets.Select(static dataset => string.Join(",", dataset.Schema.Fields.Select(static field => field.Name))), Is.All.EqualTo("prompt,response,conversation")
            .Or.All.Contains("prompt").And.All.Contains("response").And.All.Contains("conversation"));
        Assert.That(await PutAsync(datasets[0], Item("a")), Is.Null);
    }

    [Test]
    public async Task TheSameNewRecordsFromTwoWritersAreStoredOnce()
    {
        var dataset = await ReadyAsync();
        var items = Enumerable.Range(0, 50).Select(static i => Item($"r{i:00}")).ToArray();

        await Task.WhenAll(PutUntilTakenAsync(Client(), items), PutUntilTakenAsync(Client(), items));

        Assert.That(await TestServer.Rest.RecordsAsync(dataset.Id), Has.Count.EqualTo(50));
        var listed = await TestServer.Rest.GetAsync($"datasets/{dataset.Id}/records?limit=1");
        Assert.That(listed["total"]!.GetValue<int>(), Is.EqualTo(50));

        async Task PutUntilTakenAsync(ArgillaApi api, string[] records)
        {
            for (var i = 0; i < Tries; i++)
            {
                var error = await Task.Run(() => api.PutRecordsAsync(dataset.Id, Items(records), default));
                if (error is null)
                {
                    return;
                }

                Assert.That(error.Kind, Is.EqualTo(ArgillaErrorKind.ServerFault), "worth a retry");
            }

            Assert.Fail("The records were never taken.");
        }
    }

    private static async Task<ReadyDataset> ProvideAsync(ArgillaApi api, string name)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return await new DatasetProvisioner(api, Options(options => options.Dataset = name)).ProvideAsync(default);
            }
            catch (ArgillaException exception) when (i < Tries && exception.Error?.Kind is ArgillaErrorKind.Conflict or ArgillaErrorKind.ServerFault)
            {
                // Another one is at it, as delivery would find: it looks again.
            }
        }
    }
}
