using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>Takes over what an export held.</summary>
/// <param name="batch">What it held; used again afterwards.</param>
/// <param name="request">Its bytes, which the batch points into; used for something else afterwards.</param>
/// <param name="format">Its encoding.</param>
internal delegate void ExportReceiver(OtlpBatch batch, ReadOnlyMemory<byte> request, OtlpFormat format);
