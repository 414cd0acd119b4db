namespace OTel.Argilla.Exporter.Messages;

/// <summary>Texts that stand where a text should be: sentinels of redaction or emptiness, and representations of objects.</summary>
internal static class Unusable
{
    /// <summary>Empty or a sentinel: <c>{}</c>, <c>null</c>, <c>__REDACTED__</c> and their like (dialects.md section 4, step 1).</summary>
    public static bool IsAbsent(ReadOnlySpan<byte> text) => throw new NotSupportedException();

    /// <summary>What a runtime prints for an object without a text: <c>&lt;X object at 0x…&gt;</c>, <c>Name(key=…)</c> (dialects.md section 9.6).</summary>
    public static bool IsObjectRepresentation(ReadOnlySpan<byte> text) => throw new NotSupportedException();
}
