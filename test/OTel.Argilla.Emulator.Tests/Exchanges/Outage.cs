using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>Tells the emulator of the outages during which exchanges were recorded: their names say which.</summary>
internal static class Outage
{
    public static void Before(string exchange, Services services)
    {
        switch (exchange.Split(':')[0])
        {
            case "search down":
                services.Search = ServiceState.Down;
                break;
            case "frozen":
                (services.Search, services.FrozenFor) = (ServiceState.Frozen, TimeSpan.Zero);
                break;
            case "redis down":
                services.Redis = ServiceState.Down;
                break;
            case "after":
                // An engine that was ended has to start first; one that was only stopped goes on at once.
                services.Search = services.Search == ServiceState.Down ? ServiceState.Starting : services.Search == ServiceState.Frozen ? ServiceState.Up : services.Search;
                services.Redis = ServiceState.Up;
                break;
            default:
                break;
        }
    }
}
