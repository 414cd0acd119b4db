namespace OTel.Argilla.Sidecar.Files;

/// <summary>What was found in one file.</summary>
internal sealed class FileReport
{
    /// <summary>More of them are counted, but not listed.</summary>
    private const int MaxListed = 20;

    private readonly List<Damage> _damages = [];
    private int _readBefore = -1;

    public FileReport(string name) => Name = name;

    /// <summary>The path as the user gave it.</summary>
    public string Name { get; }

    /// <summary>Export requests that could be read, of any signal.</summary>
    public int Exports { get; set; }

    /// <summary>Those among them that hold metrics, which nothing is read of.</summary>
    public int Metrics { get; set; }

    /// <summary>JSON values that are no export requests.</summary>
    public int OtherValues { get; set; }

    /// <summary>The first damaged parts.</summary>
    public IReadOnlyList<Damage> Damages => _damages;

    public int DamageCount { get; private set; }

    public long DamagedBytes { get; private set; }

    /// <summary>Why nothing of the file could be read; null when something was.</summary>
    public string? Error { get; set; }

    /// <summary>Adds what could not be read. It is one with the last such part when nothing in between could be.</summary>
    public void AddDamage(long offset, long length, string reason)
    {
        DamagedBytes += length;
        if (_readBefore == Exports + OtherValues)
        {
            if (DamageCount <= MaxListed)
            {
                _damages[^1] = _damages[^1] with { Length = offset + length - _damages[^1].Offset };
            }

            return;
        }

        _readBefore = Exports + OtherValues;
        DamageCount++;
        if (_damages.Count < MaxListed)
        {
            _damages.Add(new Damage(offset, length, reason));
        }
    }
}
