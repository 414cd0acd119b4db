namespace OTel.Argilla.Exporter.Delivery;

/// <summary>One look at the dataset for each batch that is refused, before anything is concluded from the refusal. Used by one batch, one request after the other.</summary>
internal sealed class FreshLook
{
    private bool _taken;

    /// <summary>True once.</summary>
    public bool Take()
    {
        var isFirst = !_taken;
        _taken = true;
        return isFirst;
    }
}
