using Microsoft.Extensions.Configuration;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>Settings of one origin.</summary>
/// <param name="Provider">The settings; loaded already.</param>
/// <param name="Place">Tells a person where one of them stands, by its path.</param>
internal sealed record SettingsLayer(IConfigurationProvider Provider, Func<string, string> Place) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => Provider;

    /// <summary>True when the setting, or something below it, is here.</summary>
    public bool Has(string path) => Provider.TryGet(path, out _) || Provider.GetChildKeys([], path).Any();
}
