namespace OTel.Argilla.Emulator;

/// <summary>A request that the emulator got.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Headers">The headers; the values of API keys and tokens are masked.</param>
/// <param name="Body">The body as text; empty when there is none, cut after 64 Ki characters, masked where it holds a password.</param>
/// <param name="Status">The answered status; 0 when no answer was given (a hang, a reset).</param>
public sealed record EmulatedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body, int Status);
