using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// A pair into the record that goes to Argilla: text goes from the span's bytes to the record's in one copy. Not thread-safe; its buffers are used
/// again for the next record.
/// </summary>
internal sealed class RecordWriter
{
    private readonly RecordJson _json = new();
    private readonly EvaluationWriter _evaluations;
    private readonly List<string> _flags = [];

    /// <summary>Creates a writer.</summary>
    /// <param name="evaluationMapping">The question that an evaluation of this name is a suggestion for; others go to the metadata.</param>
    public RecordWriter(IDictionary<string, string>? evaluationMapping = null) => _evaluations = new EvaluationWriter(_json, evaluationMapping);

    public RecordDocument Write(Pair pair)
    {
        try
        {
            var externalId = ExternalId(pair);
            _json.Begin(externalId);
            var parts = WriteFields(pair) ? RecordParts.Conversation : RecordParts.None;
            WriteMetadata(pair);
            parts |= _evaluations.WriteSuggestions(pair.Evaluations) ? RecordParts.Suggestions : RecordParts.None;
            return _json.End(externalId, parts);
        }
        catch
        {
            _json.Abandon();
            throw;
        }
    }

    /// <summary><c>{traceId}-{spanId}</c>, and <c>-{n}</c> for further records of one span.</summary>
    public static string ExternalId(Pair pair)
    {
        Span<byte> digits = stackalloc byte[TraceId.HexLength + 1 + SpanId.HexLength];
        pair.Span.TraceId.WriteHex(digits);
        digits[TraceId.HexLength] = (byte)'-';
        pair.Span.SpanId.WriteHex(digits.Slice(TraceId.HexLength + 1));
        var id = Utf8.ToString(digits);
        return pair.Number == 0 ? id : FormattableString.Invariant($"{id}-{pair.Number}");
    }

    /// <summary>True when there is a conversation.</summary>
    private bool WriteFields(Pair pair)
    {
        _json.Output.Name("fields"u8);
        _json.Output.StartObject();
        _json.WriteText(RecordTexts.Prompt, pair.Prompt);
        _json.WriteText(RecordTexts.Response, pair.Response);
        var hasConversation = ConversationWriter.Write(_json, pair.System, pair.History);
        _json.Output.EndObject();
        return hasConversation;
    }

    private void WriteMetadata(Pair pair)
    {
        _json.Output.Name("metadata"u8);
        _json.Output.StartObject();
        _json.WriteText(RecordTexts.Model, pair.Model, TextLimits.Term);
        _json.WriteText(RecordTexts.Service, pair.Span.ServiceName, TextLimits.Term);
        _json.WriteInteger(RecordTexts.Tokens, pair.TotalTokens);
        _json.WriteRounded(RecordTexts.LatencyMilliseconds, pair.LatencyMilliseconds);
        WriteIds(pair.Span);
        _json.WriteText(RecordTexts.SpanName, pair.Span.Name, TextLimits.Term);
        _json.WriteText(RecordTexts.Kind, pair.Kind);
        _json.WriteText(RecordTexts.Dialect, pair.Dialect);
        _json.WriteText(RecordTexts.PromptSource, pair.PromptSource);
        _json.WriteText(RecordTexts.ResponseSource, pair.ResponseSource);
        _json.WriteText(RecordTexts.Provider, pair.Provider, TextLimits.Term);
        _json.WriteText(RecordTexts.RequestModel, pair.RequestModel, TextLimits.Term);
        _json.WriteText(RecordTexts.ResponseId, pair.ResponseId, TextLimits.Term);
        _json.WriteInteger(RecordTexts.InputTokens, pair.InputTokens);
        _json.WriteInteger(RecordTexts.OutputTokens, pair.OutputTokens);
        _json.WriteInteger(RecordTexts.CacheReadTokens, pair.CacheReadTokens);
        _json.WriteInteger(RecordTexts.ReasoningTokens, pair.ReasoningTokens);
        _json.WriteFloat(RecordTexts.Cost, pair.Cost ?? double.NaN);
        _json.WriteText(RecordTexts.FinishReason, pair.FinishReason, TextLimits.Term);
        _json.WriteText(RecordTexts.ConversationId, pair.ConversationId, TextLimits.Term);
        _json.WriteText(RecordTexts.UserId, pair.UserId, TextLimits.Term);
        _json.WriteTexts(RecordTexts.Agents, pair.Agents);
        _json.WriteTexts(RecordTexts.Tools, pair.Tools);
        if (!pair.Reasoning.IsEmpty)
        {
            _json.WriteText(RecordTexts.Reasoning, pair.Reasoning.Span, TextLimits.MetadataText);
        }

        WriteVariables(pair.InputVariables);
        _evaluations.WriteMetadata(pair.Evaluations);
        WriteFlags(pair.Flags);
        _json.Output.EndObject();
    }

    private void WriteIds(Span span)
    {
        Span<byte> digits = stackalloc byte[TraceId.HexLength];
        span.TraceId.WriteHex(digits);
        _json.Output.Name(RecordTexts.TraceId);
        _json.Output.Text(digits);
        span.SpanId.WriteHex(digits);
        _json.Output.Name(RecordTexts.SpanId);
        _json.Output.Text(digits.Slice(0, SpanId.HexLength));
    }

    private void WriteVariables(Value variables)
    {
        if (variables.IsNothing)
        {
            return;
        }

        // As an object where it is small and harmless; else as text, which can be cut and is never looked into.
        var json = variables.ToJson();
        if (json.Span.Length <= TextLimits.MetadataText && json.Span.IndexOf("\\u0000"u8) < 0 && DataLimits.Fits(variables))
        {
            _json.Output.Name(RecordTexts.InputVariables);
            _json.Output.Raw(json.Span);
        }
        else
        {
            _json.WriteText(RecordTexts.InputVariables, json.Span, TextLimits.MetadataText);
        }
    }

    /// <summary>The pair's own flags, then what writing has done to the texts; so this comes last.</summary>
    private void WriteFlags(IReadOnlyList<string> flags)
    {
        if (!_json.WasCut && !_json.WasCleaned)
        {
            _json.WriteTexts(RecordTexts.Flags, flags);
            return;
        }

        _flags.Clear();
        _flags.AddRange(flags);
        if (_json.WasCut && !_flags.Contains("truncated"))
        {
            _flags.Add("truncated");
        }

        if (_json.WasCleaned)
        {
            _flags.Add("cleaned");
        }

        _json.WriteTexts(RecordTexts.Flags, _flags);
    }
}
