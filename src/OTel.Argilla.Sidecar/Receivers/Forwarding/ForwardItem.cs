using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>A request to be sent on: its bytes as they came.</summary>
internal sealed record ForwardItem(OtlpSignal Signal, OtlpFormat Format, ContentCoding Coding, byte[] Wire);
