// A record as a card to read.

import { h } from '../dom.js';
import { fieldSection } from '../fields/index.js';
import { metadata } from './metadata.js';

const WORDS = { pending: 'Pending', draft: 'Draft', submitted: 'Submitted', discarded: 'Discarded' };

export const statusChip = status => h('span', { class: `chip ${status}` }, WORDS[status]);

export function card(record, { fields, properties, markers, filterBy }) {
  if (record.unreadable) {
    return h('article', { class: 'card' }, h('div', { class: 'notice bad' },
      h('p', {}, h('strong', {}, 'The server cannot show this record. ')), h('p', {}, record.unreadable)));
  }
  const shown = fields.filter(field => field.required || (record.fields[field.name] ?? null) !== null || markers.has(field.name));
  return h('article', { class: 'card', 'aria-label': 'Record' },
    shown.map(field => fieldSection(field, record.fields[field.name], markers.get(field.name))),
    metadata(record, properties, filterBy));
}
