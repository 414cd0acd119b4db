using System.Text;
using OTel.Argilla.Exporter.Assembly;

namespace OTel.Argilla.Exporter.Records;

/// <summary>A machine's judgements: suggestions where the user has named a question for them, metadata otherwise.</summary>
internal sealed class EvaluationWriter
{
    private readonly RecordJson _json;
    private readonly IDictionary<string, string>? _mapping;

    public EvaluationWriter(RecordJson json, IDictionary<string, string>? mapping)
    {
        _json = json;
        _mapping = mapping is { Count: > 0 } ? mapping : null;
    }

    public void WriteMetadata(IReadOnlyList<Evaluation> evaluations)
    {
        if (evaluations.Count == 0)
        {
            return;
        }

        _json.Output.Name(RecordTexts.Evaluations);
        _json.Output.StartArray();
        for (var i = 0; i < evaluations.Count; i++)
        {
            var evaluation = evaluations[i];
            _json.Output.StartObject();
            _json.WriteText(RecordTexts.Name, evaluation.Name, TextLimits.Term);
            if (evaluation.Score is { } score)
            {
                _json.WriteFloat(RecordTexts.Score, score);
            }

            _json.WriteText(RecordTexts.Label, evaluation.Label, TextLimits.Term);
            _json.WriteText(RecordTexts.Explanation, evaluation.Explanation);
            _json.WriteText(RecordTexts.Agent, evaluation.Agent, TextLimits.Term);
            _json.Output.EndObject();
        }

        _json.Output.EndArray();
    }

    /// <summary>False when there is none.</summary>
    public bool WriteSuggestions(IReadOnlyList<Evaluation> evaluations)
    {
        if (_mapping is null)
        {
            return false;
        }

        var open = false;
        for (var i = 0; i < evaluations.Count; i++)
        {
            var evaluation = evaluations[i];
            if (!_mapping.TryGetValue(evaluation.Name, out var question) || (evaluation.Label is null && !IsNumber(evaluation.Score)))
            {
                continue;
            }

            if (!open)
            {
                _json.Output.Name("suggestions"u8);
                _json.Output.StartArray();
                open = true;
            }

            Write(evaluation, question);
        }

        if (open)
        {
            _json.Output.EndArray();
        }

        return open;
    }

    private void Write(Evaluation evaluation, string question)
    {
        _json.Output.StartObject();
        _json.Output.Name("question"u8);
        _json.Output.Text(Encoding.UTF8.GetBytes(question));

        // Whether the question takes a number or a label is known only to the dataset: the score goes with the label.
        if (evaluation.Label is { } label)
        {
            _json.WriteText(RecordTexts.Value, label);
        }
        else
        {
            _json.WriteFloat(RecordTexts.Value, evaluation.Score!.Value);
        }

        if (IsNumber(evaluation.Score))
        {
            _json.WriteFloat(RecordTexts.Score, evaluation.Score!.Value);
        }

        _json.WriteText(RecordTexts.Agent, evaluation.Agent ?? evaluation.Name, TextLimits.Term);
        _json.Output.EndObject();
    }

    private static bool IsNumber(double? score) => score is { } value && RecordJson.IsFinite(value);
}
