// Ratings and labels: native radio buttons and checkboxes, so that keyboards and screen readers know them.

import { h, icon, newId, fill } from '../dom.js';
import { visible } from '../text.js';

const FILTER_FROM = 12;

/** The key of an option: its own digit for a rating, its place for a label; 0 is ten. */
function keyOf(question, option, index) {
  if (question.settings.type !== 'rating') return index < 9 ? String(index + 1) : index === 9 ? '0' : null;
  const isTenOnZero = option.value === 10 && !question.settings.options.some(other => other.value === 0);
  return option.value < 10 ? String(option.value) : isTenOnZero ? '0' : null;
}

export function choice(question, { labelledBy, describedBy, change, suggested }) {
  const { type, options_order: order, visible_options: limit } = question.settings;
  const isMany = type === 'multi_label_selection';
  const name = newId('choice');
  const isSuggested = option => [suggested].flat().includes(option.value);
  const given = question.settings.options;
  const options = order === 'suggestion' ? [...given].sort((a, b) => isSuggested(b) - isSuggested(a)) : given;
  let isShort = Boolean(limit) && limit < options.length;
  let chosen = [];

  const changed = () => change(chosen.length === 0 ? null : isMany ? chosen : chosen[0]);
  const rows = options.map((option, index) => {
    const input = h('input', {
      type: isMany ? 'checkbox' : 'radio', name, id: newId('option'), onChange: () => {
        chosen = isMany ? options.filter((_, at) => rows[at].input.checked).map(other => other.value) : [option.value];
        changed();
      },
    });
    const key = keyOf(question, option, index);
    const label = String(option.text ?? option.value);
    const row = h('label', { class: 'option', for: input.id, title: option.description ? visible(option.description) : null }, input,
      h('span', { class: 'option-face' },
        h('bdi', { class: 'option-text' }, visible(label)),
        isSuggested(option) ? h('span', { class: 'suggested' }, icon('spark'), h('span', { class: 'visually-hidden' }, ' suggested')) : null,
        key && key !== label ? h('kbd', { 'aria-hidden': 'true' }, key) : null));
    return { option, input, row, key, label: label.toLowerCase() };
  });

  const filter = options.length > FILTER_FROM
    ? h('input', { type: 'search', class: 'input', placeholder: `Find one of ${options.length}`, 'aria-label': `Find an option of ${question.title}`, onInput: arrange })
    : null;
  const more = isShort
    ? h('button', { type: 'button', class: 'link-button', onClick: () => { isShort = false; arrange(); rows[limit].input.focus(); } }, `Show all ${options.length}`)
    : null;
  const list = h('div', { class: `options ${type === 'rating' ? 'rating' : 'labels'}` });

  function arrange() {
    const wanted = filter?.value.trim().toLowerCase() ?? '';
    fill(list, rows.filter((row, index) => wanted ? row.label.includes(wanted) : !isShort || index < limit || row.input.checked).map(row => row.row));
    if (more) more.hidden = !isShort || wanted !== '';
  }

  arrange();
  return {
    element: h('div', { class: 'choice', role: isMany ? 'group' : 'radiogroup', 'aria-labelledby': labelledBy, 'aria-describedby': describedBy }, filter, list, more),
    isSingle: !isMany,
    show(value) {
      chosen = value === null || value === undefined ? [] : [value].flat();
      rows.forEach(({ option, input }) => { input.checked = chosen.includes(option.value); });
      arrange();
    },
    press(digit) {
      const row = rows.find(({ key }) => key === digit);
      if (!row) return false;
      row.input.checked = isMany ? !row.input.checked : true;
      row.input.dispatchEvent(new Event('change'));
      arrange();
      return true;
    },
    focus: () => (rows.find(({ input }) => input.checked) ?? rows[0]).input.focus(),
  };
}
