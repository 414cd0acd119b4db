namespace OTel.Argilla.Sidecar.Files;

/// <summary>What a length-prefixed record holds.</summary>
internal enum FrameContent
{
    Protobuf,
    Json,
    Zstd,
}
