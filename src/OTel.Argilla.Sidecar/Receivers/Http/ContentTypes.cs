using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Receivers.Http;

/// <summary>The two media types of OTLP, in any case, whatever their parameters.</summary>
internal static class ContentTypes
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    public static bool TryParse(string? contentType, out OtlpFormat format)
    {
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        format = type.Equals(Json, StringComparison.OrdinalIgnoreCase) ? OtlpFormat.Json : OtlpFormat.Protobuf;
        return format == OtlpFormat.Json || type.Equals(Protobuf, StringComparison.OrdinalIgnoreCase);
    }

    public static string NameOf(OtlpFormat format) => format == OtlpFormat.Json ? Json : Protobuf;
}
