// Argilla's public REST API, and nothing else.

import { session } from './session.js';

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Errors come in four shapes: `detail` is a text or an object, or is missing. */
function explain(status, body) {
  const detail = body?.detail;
  const params = detail?.params;
  if (typeof detail === 'string') return detail;
  if (Array.isArray(params?.errors)) return params.errors.map(error => `${error.loc?.join('.') ?? ''}: ${error.msg}`).join('; ');
  return params?.detail ?? params?.message ?? body?.message ?? `The server answered with status ${status}.`;
}

/** Integers too large for JavaScript's numbers stay as they were written. */
const exact = (_, value, context) =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source ? context.source : value;

async function send(method, path, { body, form, headers } = {}) {
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: { ...(headers ?? session.headers()), ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: form ? new URLSearchParams(form) : body ? JSON.stringify(body) : undefined,
      credentials: 'omit',
      cache: 'no-store',
    });
  } catch {
    throw new ApiError(0, 'The emulator does not answer. Is it still running?');
  }
  const text = await response.text().catch(() => '');
  let answer = null;
  try {
    answer = text ? JSON.parse(text, exact) : null;
  } catch {
    throw new ApiError(response.status, 'The server answered with something that is not JSON.');
  }
  if (!response.ok) throw new ApiError(response.status, explain(response.status, answer));
  return answer;
}

const items = async promise => (await promise).items;

export const api = {
  me: headers => send('GET', '/me', { headers }),
  token: (username, password) => send('POST', '/token', { form: { username, password }, headers: {} }),
  version: () => send('GET', '/version', { headers: {} }),

  workspaces: () => items(send('GET', '/me/workspaces')),
  datasets: () => items(send('GET', '/me/datasets')),
  dataset: id => send('GET', `/datasets/${id}`),
  fields: id => items(send('GET', `/datasets/${id}/fields`)),
  questions: id => items(send('GET', `/datasets/${id}/questions`)),
  properties: id => items(send('GET', `/me/datasets/${id}/metadata-properties`)),
  propertyMetrics: id => send('GET', `/metadata-properties/${id}/metrics`),
  progress: id => send('GET', `/datasets/${id}/progress`),
  metrics: async id => (await send('GET', `/me/datasets/${id}/metrics`)).responses,

  search: (id, query, offset, limit) => send(
    'POST', `/me/datasets/${id}/records/search?include=responses&include=suggestions&offset=${offset}&limit=${limit}`, { body: query }),

  answer: (record, response) => send('POST', `/records/${record}/responses`, { body: response }),
  answerAgain: (id, response) => send('PUT', `/responses/${id}`, { body: response }),
  takeBack: id => send('DELETE', `/responses/${id}`),
};
