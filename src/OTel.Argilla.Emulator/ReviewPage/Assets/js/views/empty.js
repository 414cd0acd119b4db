// What stands where no card is.

import { h } from '../dom.js';
import { conditionCount } from '../review/filter.js';

const WORDS = { pending: 'Nothing waits for you', draft: 'No drafts', submitted: 'Nothing submitted yet', discarded: 'Nothing discarded', all: 'No records yet' };

export function emptyQueue({ filter, total, apply, back }) {
  const isNarrowed = filter.text !== '' || conditionCount(filter) > 0;
  if (total > 0) {
    return h('div', { class: 'empty' }, h('h2', {}, 'That was the last card'),
      h('p', {}, 'Walk back to look at your answers again, or choose another status above.'),
      h('button', { type: 'button', class: 'button', onClick: back }, 'Back to the last card'));
  }
  if (isNarrowed) {
    return h('div', { class: 'empty' }, h('h2', {}, 'No record fits'),
      h('p', {}, 'No record of this status fits the search and the filters.'),
      h('button', { type: 'button', class: 'button', onClick: () => apply({ ...filter, text: '', metadata: {} }) }, 'Remove search and filters'));
  }
  return h('div', { class: 'empty' }, h('h2', {}, WORDS[filter.status]),
    h('p', {}, filter.status === 'pending' ? 'Every record has enough answers, or yours. New records show here when they come.' : 'Records show here as soon as they have this status.'),
    filter.status === 'pending' ? h('button', { type: 'button', class: 'button', onClick: () => location.reload() }, 'Look again') : null);
}
