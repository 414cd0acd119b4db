namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>Where a unit is. Without a reference: there are hundreds of thousands, for the collector to look at.</summary>
/// <param name="Slot">Its chunk's place in a table, from 1 on; 0 for none.</param>
/// <param name="Unit">Its number in there.</param>
internal readonly record struct UnitPlace(int Slot, int Unit);
