import { h } from '../dom.js';

export function text(question, { labelledBy, describedBy, change }) {
  const area = h('textarea', {
    class: 'input answer-text', rows: 3, dir: 'auto', 'aria-labelledby': labelledBy, 'aria-describedby': describedBy,
    'aria-required': String(question.required), onInput: () => change(area.value || null),
  });
  return {
    element: area,
    show: value => { area.value = value ?? ''; },
    focus: () => area.focus(),
  };
}
