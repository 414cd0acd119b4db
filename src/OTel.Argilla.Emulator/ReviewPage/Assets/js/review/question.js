// A question of the form: its title, control, suggestion and complaint.

import { h, hidden, icon, newId } from '../dom.js';
import { control, inWords } from '../questions/index.js';
import { cut, visible } from '../text.js';

const SHOWN = 300;

function score(value) {
  const scores = [value].flat().filter(item => item !== null && item !== undefined);
  return scores.length > 0 ? scores.map(item => item.toFixed(2)).join(', ') : null;
}

function suggestionLine(question, suggestion, fields, use) {
  if (!suggestion) return null;
  const words = visible(inWords(question, suggestion.value, fields));
  const parts = [suggestion.agent ?? 'unknown agent', score(suggestion.score), suggestion.type === 'human' ? 'human' : null].filter(Boolean);
  return h('p', { class: 'suggestion' }, icon('spark'),
    h('span', { class: 'suggestion-text' }, hidden('Suggestion: '), h('bdi', { class: 'suggestion-value' }, words.length > SHOWN ? `${cut(words, SHOWN)}…` : words), ' ',
      h('bdi', { class: 'suggestion-source' }, visible(parts.join(' · ')))),
    h('button', { type: 'button', class: 'link-button', onClick: use }, 'Use', hidden(` the suggestion for ${visible(question.title)}`)));
}

export function questionBlock(question, record, { onChange, onEnter }) {
  const [titleId, noteId] = [newId('question'), newId('note')];
  const suggestion = record.suggestions?.find(item => item.question_id === question.id);
  const text = record.fields[question.settings.field];
  let value = null;

  const complaint = h('p', { class: 'complaint', role: 'alert' });
  const set = next => {
    value = next;
    complaint.textContent = '';
    clear.hidden = value === null;
    element.classList.remove('wrong');
    onChange();
  };
  const made = control(question, {
    labelledBy: titleId, describedBy: noteId, suggested: suggestion?.value, text: typeof text === 'string' ? text : null, change: set,
  });
  const put = next => {
    made.show(next);
    set(next);
  };
  const use = () => put(suggestion.value);
  const clear = h('button', { type: 'button', class: 'link-button clear', hidden: true, onClick: () => { put(null); made.focus(); } },
    'Clear', hidden(` the answer to ${visible(question.title)}`));
  const element = h('section', { class: 'question', 'data-question': question.name, 'aria-labelledby': titleId, onFocusin: onEnter },
    h('header', { class: 'question-head' },
      h('h3', { id: titleId }, h('bdi', {}, visible(question.title)),
        question.required ? h('span', { class: 'required' }, h('span', { 'aria-hidden': 'true' }, '*'), hidden(' required')) : null),
      clear),
    h('div', { id: noteId }, question.description ? h('p', { class: 'description' }, h('bdi', {}, visible(question.description))) : null, complaint),
    made.element,
    suggestionLine(question, suggestion, record.fields, use));

  return {
    question,
    element,
    marker: made.marker,
    get value() {
      return value;
    },
    get isAnswered() {
      return value !== null;
    },
    takesDigits: Boolean(made.press),
    movesOn: Boolean(made.isSingle),
    show(next) {
      value = next ?? null;
      clear.hidden = value === null;
      made.show(value);
    },
    accept() {
      if (!suggestion || value !== null) return false;
      use();
      return true;
    },
    press: digit => made.press?.(digit) ?? false,
    focus: () => made.focus(),
    complain(message) {
      complaint.textContent = message;
      element.classList.add('wrong');
    },
    /** What keeps the answer from being submitted, or null. */
    get fault() {
      if (question.required && value === null) return 'This question needs an answer.';
      return value !== null && made.isComplete && !made.isComplete(value) ? 'Give every row a rank.' : null;
    },
  };
}
