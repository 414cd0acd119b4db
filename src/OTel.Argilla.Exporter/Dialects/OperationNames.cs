namespace OTel.Argilla.Exporter.Dialects;

/// <summary>The words of <c>gen_ai.operation.name</c>, those of the conventions and those that SDKs have made up; case does not matter.</summary>
internal static class OperationNames
{
    public static readonly Dictionary<string, SpanKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        // A call of a model.
        ["chat"] = SpanKind.Llm,
        ["text_completion"] = SpanKind.Llm,
        ["generate_content"] = SpanKind.Llm,
        ["completion"] = SpanKind.Llm,
        ["acompletion"] = SpanKind.Llm,
        ["generate"] = SpanKind.Llm,
        ["response"] = SpanKind.Llm,
        ["responses"] = SpanKind.Llm,
        ["llm_call"] = SpanKind.Llm,
        ["llm_request"] = SpanKind.Llm,
        ["realtime"] = SpanKind.Llm,
        ["chat.completions"] = SpanKind.Llm,
        ["text.completions"] = SpanKind.Llm,
        ["Complete"] = SpanKind.Llm,
        ["ExecuteInference"] = SpanKind.Llm,
        // A run of an agent.
        ["invoke_agent"] = SpanKind.Agent,
        ["InvokeAgent"] = SpanKind.Agent,
        ["agent_call"] = SpanKind.Agent,
        ["agent"] = SpanKind.Agent,
        ["process_thread_run"] = SpanKind.Agent,
        ["invoke_swarm"] = SpanKind.Agent,
        ["invoke_graph"] = SpanKind.Agent,
        // One run, however many agents it goes through.
        ["invoke_workflow"] = SpanKind.Workflow,
        // A chain.
        ["chain"] = SpanKind.Chain,
        ["workflow"] = SpanKind.Chain,
        ["framework"] = SpanKind.Chain,
        ["plan"] = SpanKind.Chain,
        ["user_prompt"] = SpanKind.Chain,
        ["execute_task"] = SpanKind.Chain,
        ["execute_event_loop_cycle"] = SpanKind.Chain,
        ["invoke_node"] = SpanKind.Chain,
        // A tool.
        ["execute_tool"] = SpanKind.Tool,
        ["ExecuteTool"] = SpanKind.Tool,
        ["tool_call"] = SpanKind.Tool,
        ["tool"] = SpanKind.Tool,
        ["submit_tool_outputs"] = SpanKind.Tool,
        // Opaque, without prompt or answer.
        ["embeddings"] = SpanKind.Opaque,
        ["embedding"] = SpanKind.Opaque,
        ["retrieval"] = SpanKind.Opaque,
        ["vector_db_retrieve"] = SpanKind.Opaque,
        ["vectordb"] = SpanKind.Opaque,
        ["rerank"] = SpanKind.Opaque,
        ["handoff"] = SpanKind.Opaque,
        ["create_memory"] = SpanKind.Opaque,
        ["search_memory"] = SpanKind.Opaque,
        ["update_memory"] = SpanKind.Opaque,
        ["upsert_memory"] = SpanKind.Opaque,
        ["delete_memory"] = SpanKind.Opaque,
        ["create_memory_store"] = SpanKind.Opaque,
        ["search_memory_store"] = SpanKind.Opaque,
        ["delete_memory_store"] = SpanKind.Opaque,
        // What is below is a judge's.
        ["guardrail.run"] = SpanKind.Judge,
        ["guard"] = SpanKind.Judge,
        ["guardrail"] = SpanKind.Judge,
        ["evaluate"] = SpanKind.Judge,
        // Operations that neither ask nor answer; without a row the model on them would make them a call.
        ["create_agent"] = SpanKind.None,
        ["agent_step"] = SpanKind.None,
        ["parser"] = SpanKind.None,
        ["unknown"] = SpanKind.None,
        ["create_thread"] = SpanKind.None,
        ["create_message"] = SpanKind.None,
        ["start_thread_run"] = SpanKind.None,
        ["get_thread_run"] = SpanKind.None,
        ["list_messages"] = SpanKind.None,
        ["list_run_steps"] = SpanKind.None,
        ["create_conversation"] = SpanKind.None,
        ["list_conversation_items"] = SpanKind.None,
        ["schedule_tool_calls"] = SpanKind.None,
        ["system_prompt"] = SpanKind.None,
    };
}
