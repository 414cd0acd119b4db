// Runs the AI SDK and OpenAI's client under OpenInference against a scripted model, and exports their spans to a sidecar with each of the three OTLP exporters of JavaScript:
// protobuf and JSON over HTTP, and gRPC. Prints what Argilla must then hold, a line of JSON each: {"service", "prompt", "response"}. OTel.Argilla.Load runs it and looks:
//
//   npm install && dotnet run -c Release --project ../OTel.Argilla.Load -- node .

import { createServer } from 'node:http';
import { once } from 'node:events';
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { OTLPTraceExporter as Grpc } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as Json } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as Protobuf } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { createOpenAI } from '@ai-sdk/openai';
import { OpenTelemetry } from '@ai-sdk/otel';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import OpenAI from 'openai';
import { z } from 'zod';

const model = await scriptedModel();
const exporters = {
  'node-protobuf': () => new Protobuf({ url: `${process.env.SIDECAR_HTTP}/v1/traces`, compression: 'gzip' }),
  'node-json': () => new Json({ url: `${process.env.SIDECAR_HTTP}/v1/traces` }),
  'node-grpc': () => new Grpc({ url: process.env.SIDECAR_GRPC }),
};

for (const [service, exporter] of Object.entries(exporters)) {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter())],
  });
  await aiSdk(service, provider);
  await openInference(service, provider);
  await provider.forceFlush();
  await provider.shutdown();
}

model.close();

async function aiSdk(service, provider) {
  const openai = createOpenAI({ baseURL: model.url, apiKey: 'none' });
  const telemetry = { isEnabled: true, functionId: 'helper', integrations: [new OpenTelemetry({ tracer: provider.getTracer('gen_ai') })] };
  const { text } = await generateText({ model: openai.chat('gpt-scripted'), prompt: 'Hello AI SDK', telemetry, experimental_telemetry: telemetry });
  expect(service, 'Hello AI SDK', text);

  const stream = streamText({ model: openai.chat('gpt-scripted'), prompt: 'Hello stream', telemetry, experimental_telemetry: telemetry });
  expect(service, 'Hello stream', await stream.text);

  const weather = tool({ description: 'Gets the weather', inputSchema: z.object({ query: z.string() }), execute: async () => 'sunny' });
  const answer = await generateText({ model: openai.chat('gpt-scripted'), prompt: 'What is the weather?', tools: { weather }, stopWhen: stepCountIs(3), telemetry, experimental_telemetry: telemetry });
  expect(service, 'What is the weather?', answer.text);
}

async function openInference(service, provider) {
  const instrumentation = new OpenAIInstrumentation({ tracerProvider: provider });
  instrumentation.setTracerProvider(provider);
  instrumentation.manuallyInstrument(OpenAI);
  const client = new OpenAI({ baseURL: model.url, apiKey: 'none' });
  const completion = await client.chat.completions.create({ model: 'gpt-scripted', messages: [{ role: 'user', content: 'Hello OpenInference' }] });
  expect(service, 'Hello OpenInference', completion.choices[0].message.content);
  instrumentation.disable();
}

function expect(service, prompt, response) {
  console.log(JSON.stringify({ service, prompt, response }));
}

/** Calls the first tool when asked about the weather, says "It is …" with its result, and echoes everything else. */
async function scriptedModel() {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { messages, tools, stream } = JSON.parse(body);
    const last = messages.at(-1);
    const content = typeof last.content === 'string' ? last.content : last.content?.map((part) => part.text).join('') ?? '';
    const message = last.role === 'user' && tools?.length && content.includes('weather')
      ? { role: 'assistant', content: null, tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: tools[0].function.name, arguments: '{"query":"x"}' } }] }
      : { role: 'assistant', content: last.role === 'tool' ? `It is ${content}.` : `Echo: ${content}` };
    const finish_reason = message.tool_calls ? 'tool_calls' : 'stop';
    const base = { id: `chatcmpl-${crypto.randomUUID()}`, created: 1, model: 'gpt-scripted' };
    if (!stream) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...base, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 } }));
      return;
    }

    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const choice of [{ index: 0, delta: message }, { index: 0, delta: {}, finish_reason }]) {
      response.write(`data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [choice] })}\n\n`);
    }

    response.end('data: [DONE]\n\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/v1`, close: () => server.close() };
}
