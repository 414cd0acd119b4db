namespace OTel.Argilla.Emulator.Tests.Sequences;

/// <summary>Something that a client does; what exactly follows from the seed and from what it did before.</summary>
internal sealed record Step(StepKind Kind, int Seed);

internal enum StepKind
{
    Create,
    Put,
    Post,
    Search,
    Respond,
    Suggest,
    Edit,
    Delete,
    Declare,
    Undeclare,
    Change,
    Drop,
    Read,
}
