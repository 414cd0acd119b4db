namespace OTel.Argilla.Emulator.Http;

/// <summary>What any address outside the API shows.</summary>
internal static class Page
{
    public const string Html =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Argilla emulator</title></head><body><h1>Argilla emulator</h1>"
        + "<p>This process emulates the REST API of Argilla 2.8 under <code>/api/v1</code>. It is not Argilla.</p></body></html>";
}
