using System.Diagnostics;

namespace OTel.Argilla.Benchmarks.Spans;

/// <summary>The tags that Microsoft.Extensions.AI puts on a call of a model, over the OpenAI client, with content.</summary>
internal static class ModelCall
{
    public static void Tag(Activity span, string input, string output, string finish, int number, string? instructions = null, string? tools = null)
    {
        span.SetTag("gen_ai.operation.name", "chat");
        span.SetTag("gen_ai.request.model", "gpt-4o-mini");
        span.SetTag("gen_ai.provider.name", "openai");
        span.SetTag("server.address", "api.example.test");
        span.SetTag("server.port", 443);
        span.SetTag("gen_ai.request.temperature", 0.5f);
        if (tools is not null)
        {
            span.SetTag("gen_ai.tool.definitions", tools);
        }

        if (instructions is not null)
        {
            span.SetTag("gen_ai.system_instructions", instructions);
        }

        span.SetTag("gen_ai.input.messages", input);
        span.SetTag("openai.api.type", "chat_completions");
        span.SetTag("openai.response.service_tier", "default");
        span.SetTag("openai.response.system_fingerprint", "fp_44709d6fcb");
        span.SetTag("gen_ai.output.messages", output);
        span.SetTag("gen_ai.response.finish_reasons", finish);
        span.SetTag("gen_ai.response.id", ResponseId(number));
        span.SetTag("gen_ai.response.model", "gpt-4o-mini-2024-07-18");
        span.SetTag("gen_ai.usage.input_tokens", 210);
        span.SetTag("gen_ai.usage.output_tokens", 205);
        span.SetTag("gen_ai.usage.cache_read.input_tokens", 128);
        span.SetTag("gen_ai.usage.reasoning.output_tokens", 64);
    }

    public static string ResponseId(int number) => $"chatcmpl-BfQ7cVt0kN1xEr{number:D8}";
}
