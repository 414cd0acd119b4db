using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>Takes over what requests held, until there are no more.</summary>
internal interface ITraceIntake
{
    /// <summary>Takes over what a request held. The request's bytes may be used for something else afterwards.</summary>
    void Add(OtlpBatch batch);

    /// <summary>Nothing more will come: hands over everything that is not handed over yet.</summary>
    void CompleteAll();
}
