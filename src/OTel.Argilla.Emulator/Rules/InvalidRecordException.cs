namespace OTel.Argilla.Emulator.Rules;

/// <summary>Why a record breaks its dataset's rules: what Python calls a ValueError.</summary>
internal sealed class InvalidRecordException(string reason) : Exception(reason)
{
}
