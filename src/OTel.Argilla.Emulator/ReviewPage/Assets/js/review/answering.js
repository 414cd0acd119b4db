// Sends answers, and takes them back.

import { api } from '../api.js';
import { unsent } from './drafts.js';

export class Answering {
  constructor(queue) {
    this.queue = queue;
    this.done = [];
  }

  get last() {
    return this.done.at(-1) ?? null;
  }

  async respond(index, status, values) {
    const record = await this.queue.at(index);
    const previous = record.responses?.[0] ?? null;
    const body = { status, values };
    const response = previous ? await api.answerAgain(previous.id, body) : await api.answer(record.id, body);
    unsent.delete(record.id);
    this.queue.answered(index, response);
    this.done.push({ index, record, previous, response });
    return { from: previous?.status ?? 'pending', to: status };
  }

  /** Restores what stood there before; what was answered stays in the form, unsent. */
  async undo() {
    const { index, record, previous, response } = this.last;
    const restored = previous ? await api.answerAgain(response.id, { status: previous.status, values: previous.values ?? {} }) : (await api.takeBack(response.id), null);
    this.done.pop();
    if (response.values && Object.keys(response.values).length > 0) unsent.set(record.id, response.values);
    this.queue.answered(index, restored);
    return { index, from: response.status, to: previous?.status ?? 'pending' };
  }
}
