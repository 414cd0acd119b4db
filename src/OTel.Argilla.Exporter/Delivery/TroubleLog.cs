using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Says what keeps records from being delivered: every cause once, until it is over, however causes alternate. Thread-safe.</summary>
internal sealed class TroubleLog
{
    /// <summary>Against texts that differ every time.</summary>
    private const int MaxCauses = 100;

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public void Say(string cause)
    {
        lock (_said)
        {
            if (_said.Count >= MaxCauses || !_said.Add(cause))
            {
                return;
            }
        }

        ArgillaEventSource.Log.DeliveryBlocked(cause);
    }

    /// <summary>A request got through.</summary>
    public void Over()
    {
        lock (_said)
        {
            if (_said.Count == 0)
            {
                return;
            }

            _said.Clear();
        }

        ArgillaEventSource.Log.DeliveryResumed();
    }
}
