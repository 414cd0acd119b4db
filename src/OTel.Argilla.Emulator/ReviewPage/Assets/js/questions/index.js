// One control for each type of question. A control shows a value, tells of changes, and takes digits where that makes sense.

import { choice } from './choice.js';
import { ranking } from './ranking.js';
import { span } from './span.js';
import { text } from './text.js';

const TYPES = { text, rating: choice, label_selection: choice, multi_label_selection: choice, ranking, span };

export const control = (question, context) => TYPES[question.settings.type](question, context);

/** A value of a question in words, as suggestions show it. */
export function inWords(question, value, fields) {
  const { type, options, field } = question.settings;
  const label = wanted => String(options?.find(option => option.value === wanted)?.text ?? wanted);
  if (type === 'ranking') return value.map(item => `${item.rank ?? '–'}. ${label(item.value)}`).join(', ');
  if (type === 'span') {
    const text = Array.from(String(fields[field] ?? ''));
    return value.map(item => `${label(item.label)}: ${text.slice(item.start, item.end).join('')}`).join(', ');
  }
  return Array.isArray(value) ? value.map(label).join(', ') : type === 'text' ? value : label(value);
}
