namespace OTel.Argilla.Exporter.Spans;

/// <summary>What was done with a span. It outlives the span's object, which may be read again.</summary>
[Flags]
internal enum SpanMarks : byte
{
    None = 0,

    /// <summary>Counted in the meter: a span is counted once, however often its trace is evaluated.</summary>
    Counted = 1,

    /// <summary>A record that its ids name was made: that record is changed, not given a second name, when another span turns out to know more.</summary>
    Record = 2,

    /// <summary>The judgements that it carries of another span stand there by now.</summary>
    HandedOver = 4,

    /// <summary>That there is such a record is kept where a later process finds it.</summary>
    RecordKept = 8,
}
