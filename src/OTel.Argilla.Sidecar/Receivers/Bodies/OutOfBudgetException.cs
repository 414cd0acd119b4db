namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>The bodies in hand take all the memory that they may.</summary>
internal sealed class OutOfBudgetException : Exception;
