namespace OTel.Argilla.Sidecar.Tests.Commands;

/// <summary>What a command ended with and wrote.</summary>
internal sealed record CliResult(int Code, string Out, string Error, byte[] Bytes);
