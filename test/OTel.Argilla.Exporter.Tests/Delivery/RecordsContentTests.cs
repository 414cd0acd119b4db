using System.Text;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>A request that was given up may begin to read its body, or still read it, after its bytes have gone back to the pool.</summary>
public class RecordsContentTests
{
    [Test]
    public async Task WhatIsClosedIsNotReadAnyMore()
    {
        using var content = new RecordsContent(Body());
        using var sent = new MemoryStream();

        Assert.That(content.TryClose(), Is.True);

        await Assert.ThatAsync(() => content.CopyToAsync(sent), Throws.Exception);
        Assert.That(sent.Length, Is.Zero);
    }

    [Test]
    public async Task WhatIsBeingReadIsNotClosedUntilItIsRead()
    {
        using var content = new RecordsContent(Body());
        using var slow = new SlowStream();
        var copying = content.CopyToAsync(slow);

        Assert.That(content.TryClose(), Is.False);

        slow.GoOn.SetResult();
        await copying;
        Assert.That(content.TryClose(), Is.True);
    }

    private static PooledBuffer Body()
    {
        var body = new PooledBuffer();
        body.Append(Encoding.UTF8.GetBytes("{}"));
        return body;
    }

    private sealed class SlowStream : MemoryStream
    {
        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await GoOn.Task;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => GoOn.Task;
    }
}
