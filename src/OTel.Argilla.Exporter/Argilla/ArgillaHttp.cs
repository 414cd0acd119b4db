using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OpenTelemetry;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>
/// Sends requests: credentials, time-out, bounded answers, failures as <see cref="ArgillaError"/>. Only the caller's own cancellation is thrown.
/// </summary>
internal sealed class ArgillaHttp : IDisposable
{
    private const int MaxAnswerBytes = 8 * 1024 * 1024;
    private const int MaxDrainBytes = 256 * 1024 * 1024;

    private static readonly string UserAgent =
        $"OTel.Argilla.Exporter/{typeof(ArgillaHttp).Assembly.GetName().Version?.ToString(3)}";

    private readonly Func<HttpClient>? _factory;
    private readonly List<KeyValuePair<string, string>> _headers;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _timeProvider;
    private HttpClient? _client;

    public ArgillaHttp(ArgillaExporterOptions options, TimeProvider timeProvider)
    {
        BaseAddress = ApiAddress.Normalize(options.ApiUrl ?? new Uri("http://localhost:6900"));
        _factory = options.HttpClientFactory;
        _timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds);
        _timeProvider = timeProvider;
        _headers = [.. options.Headers, new("User-Agent", UserAgent)];
        if (options.ApiKey?.Trim() is { Length: > 0 } key)
        {
            _headers.Add(new("X-Argilla-Api-Key", key));
        }
    }

    public Uri BaseAddress { get; }

    /// <summary>
    /// The handler of the exporter's own client. Redirects are never followed: the key goes to the configured server only. The server drops idle
    /// connections after 5 s without a word, so they are dropped before; and addresses change, so none lives long.
    /// Without a propagator no activity is made for our requests, not even for a listener that knows nothing of OpenTelemetry's suppression.
    /// </summary>
    public static HttpMessageHandler CreateHandler() =>
#if NET
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
#else
        new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
#endif

    /// <summary>A request whose answer is read.</summary>
    public Task<ArgillaResult<T>> SendAsync<T>(
        HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(method, path, body is null ? null : JsonBody(body), bytes => Read(bytes, answer), MaxAnswerBytes, cancellationToken);

    /// <summary>Puts records. The answer repeats them all and adds nothing, so it is only recognised.</summary>
    public async Task<ArgillaError?> PutAsync(string path, HttpContent body, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Put, path, body, static bytes => LooksLikeItems(bytes) ? string.Empty : null, 64 * 1024, cancellationToken)
            .ConfigureAwait(false)).Error;

    public void Dispose() => _client?.Dispose();

    private async Task<ArgillaResult<T>> SendAsync<T>(
        HttpMethod method, string path, HttpContent? body, Func<byte[], T?> read, int maxAnswer, CancellationToken cancellationToken)
        where T : class
    {
        // Our own calls must not become spans of the app.
        using var suppressed = SuppressInstrumentationScope.Begin();
        using var timeout = _timeProvider.CancelAfter(_timeout);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(BaseAddress, path)) { Content = body };
            foreach (var header in _headers)
            {
                _ = request.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token)
                .OrCancelled(linked.Token).ConfigureAwait(false);
            return await ReadAsync(response, read, maxAnswer, linked.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return new(new ArgillaError(ArgillaErrorKind.TimedOut) { Text = $"no answer within {_timeout.TotalSeconds:0.###} s" });
        }
        catch (Exception exception)
        {
            return new(new ArgillaError(ArgillaErrorKind.Unreachable) { Text = (exception.InnerException ?? exception).Message });
        }
    }

    private async Task<ArgillaResult<T>> ReadAsync<T>(
        HttpResponseMessage response, Func<byte[], T?> read, int maxAnswer, CancellationToken cancellationToken)
        where T : class
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            var target = response.Headers.Location is { IsAbsoluteUri: true } location ? location.GetLeftPart(UriPartial.Authority) : "another page";
            return new(new ArgillaError(ArgillaErrorKind.NotArgilla, status) { Text = $"it redirects to {target}" });
        }

        var isJson = response.Content.Headers.ContentType?.MediaType is "application/json";
        if (status is >= 200 and < 300)
        {
            if (isJson && read(await BoundedBody.ReadAsync(response.Content, maxAnswer, MaxDrainBytes, cancellationToken).ConfigureAwait(false)) is { } value)
            {
                return new(value);
            }

            return new(new ArgillaError(ArgillaErrorKind.NotArgilla, status) { Text = isJson ? "its JSON is not Argilla's" : "it answers with a web page" });
        }

        var body = isJson
            ? await BoundedBody.ReadAsync(response.Content, MaxAnswerBytes, MaxDrainBytes, cancellationToken).ConfigureAwait(false)
            : [];
        return new(ArgillaErrorParser.Parse(status, body, RetryAfter(response)));
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _timeProvider.GetUtcNow() : null);
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>The client is made at the first request: a factory may depend on the logging that this exporter is part of.</summary>
    private HttpClient Client
    {
        get
        {
            if (_client is null)
            {
                var client = _factory?.Invoke() ?? CreateClient();
                if (Interlocked.CompareExchange(ref _client, client, null) is not null)
                {
                    client.Dispose();
                }
            }

            return _client;
        }
    }

    // Time-outs are this class's own, by the time provider.
    private static HttpClient CreateClient() => new(CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    private static ByteArrayContent JsonBody(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return content;
    }

    private static T? Read<T>(byte[] bytes, JsonTypeInfo<T> answer)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, answer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool LooksLikeItems(ReadOnlySpan<byte> json) => json.Slice(0, Math.Min(json.Length, 64)).IndexOf("\"items\""u8) >= 0;
}
