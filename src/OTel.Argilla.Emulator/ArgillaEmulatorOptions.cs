namespace OTel.Argilla.Emulator;

/// <summary>How an emulator starts. The defaults suit a test: a free loopback port, in memory.</summary>
public sealed class ArgillaEmulatorOptions
{
    /// <summary>The address to listen on. Port 0, the default, lets the system choose a free one.</summary>
    public Uri Url { get; set; } = new("http://127.0.0.1:0");

    /// <summary>The SQLite file to keep everything in, or null, the default, to keep it in memory. Two emulators never share a file.</summary>
    public string? DataFile { get; set; }

    /// <summary>
    /// A JSON object with <c>workspaces</c> (names), <c>users</c> (<c>username</c>, <c>role</c>, <c>workspaces</c>, and optionally <c>api_key</c>,
    /// <c>password</c>, <c>first_name</c>, <c>last_name</c>) and <c>datasets</c> (<c>name</c>, <c>workspace</c>, <c>fields</c>, <c>questions</c> and
    /// <c>records</c> as the API takes them), used when there is no user yet. Null, the default: one owner <c>argilla</c> with key
    /// <c>argilla.apikey</c> and one workspace <c>argilla</c>.
    /// </summary>
    public string? Setup { get; set; }

    /// <summary>Whether to refuse what Argilla over PostgreSQL refuses, such as NUL in an external_id. Default: false, as over SQLite.</summary>
    public bool LikePostgresql { get; set; }

    /// <summary>
    /// Whether to refuse vector indexes as Argilla over OpenSearch 2.19 does (500, though the settings are stored). Default: false, as over Elasticsearch,
    /// where they work.
    /// </summary>
    public bool RefuseVectors { get; set; }

    /// <summary>Where times come from. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
