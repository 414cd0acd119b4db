using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>The units of a chunk that are of other traces than GenAI ones: of which trace each is, and where the unit is that came before it.</summary>
internal sealed class OtherUnits
{
    /// <summary>By unit; the default value for one that is not of such a trace, or not any more.</summary>
    public List<TraceId> Traces { get; } = [];

    /// <summary>By unit.</summary>
    public List<UnitPlace> Earlier { get; } = [];

    /// <summary>How many there are still.</summary>
    public int Count { get; private set; }

    public void Set(int unit, TraceId trace, UnitPlace earlier)
    {
        while (Traces.Count <= unit)
        {
            Traces.Add(default);
            Earlier.Add(default);
        }

        (Traces[unit], Earlier[unit]) = (trace, earlier);
        Count++;
    }

    /// <summary>Removes a unit, and gives the place of the one before it.</summary>
    public UnitPlace Remove(int unit)
    {
        Traces[unit] = default;
        Count--;
        return Earlier[unit];
    }

    /// <summary>Nothing more is added.</summary>
    public void End()
    {
        Traces.TrimExcess();
        Earlier.TrimExcess();
    }
}
