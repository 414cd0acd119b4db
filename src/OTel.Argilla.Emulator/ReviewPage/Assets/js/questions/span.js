// Spans of a text: select words, then choose a label. Offsets count code points, as Argilla does.

import { announce, fill, h, iconButton } from '../dom.js';
import { cut, toUnits, visible } from '../text.js';
import { spanText } from './span-text.js';

const HUES = 8;
const FILTER_FROM = 12;

export function span(question, { text, labelledBy, describedBy, change }) {
  const { options, field, allow_overlapping: mayOverlap, allow_character_annotation: mayCut } = question.settings;
  const labelOf = value => visible(options.find(option => option.value === value)?.text ?? String(value));
  const hueOf = value => Math.max(options.findIndex(option => option.value === value), 0) % HUES;
  let spans = null;
  let byCharacter = false;
  let selected = null;

  const list = h('ul', { class: 'spans', 'aria-labelledby': labelledBy });
  const hint = h('p', { class: 'hint', id: `${describedBy}-hint` });
  const none = h('button', { type: 'button', class: 'link-button', onClick: () => set([]) }, 'Nothing to mark');
  if (text === null) {
    fill(hint, `This record has no text in the field “${visible(field)}”.`);
    return { element: h('div', { class: 'spans-frame' }, hint), show: () => {}, focus: () => {} };
  }

  const area = spanText(text, visible(field), { hueOf, labelOf });
  const piece = ({ start, end }) => text.slice(toUnits(text, start), toUnits(text, end));

  function set(value) {
    spans = value;
    draw();
    change(spans);
  }

  function mark(label) {
    const found = area.selection(byCharacter) ?? selected;
    if (!found) {
      announce('Select a part of the text first.');
      hint.classList.add('urgent');
      return;
    }
    const [start, end] = found;
    const kept = (spans ?? []).filter(other => mayOverlap
      ? !(other.start === start && other.end === end && other.label === label)
      : other.end <= start || other.start >= end);
    getSelection().removeAllRanges();
    selected = null;
    set([...kept, { label, start, end }].sort((a, b) => a.start - b.start || a.end - b.end));
    announce(`Marked ${cut(piece({ start, end }), 80)} as ${labelOf(label)}`);
  }

  function draw() {
    area.draw(spans ?? []);
    hint.classList.remove('urgent');
    fill(hint, spans?.length === 0 ? 'Answered: nothing to mark.' : 'Select words in the text, then a label: click it or press its number.');
    none.hidden = Boolean(spans);
    fill(list, (spans ?? []).map(item => h('li', { class: `hue-${hueOf(item.label)}` },
      h('span', { class: 'span-label' }, h('bdi', {}, labelOf(item.label))),
      h('bdi', { class: 'span-piece' }, visible(cut(piece(item), 120))),
      iconButton('close', `Remove ${labelOf(item.label)}: ${visible(cut(piece(item), 40))}`, () => {
        const left = spans.filter(other => other !== item);
        set(left.length > 0 ? left : null);
        area.element.focus();
      }))));
  }

  const buttons = options.map((option, index) => h('button', {
    type: 'button', class: `label-button hue-${index % HUES}`, title: option.description ? visible(option.description) : null,
    // The selection must outlive the press.
    onPointerdown: event => event.preventDefault(), onClick: () => mark(option.value),
  }, h('bdi', {}, labelOf(option.value)), index < 9 ? h('kbd', { 'aria-hidden': 'true' }, index + 1) : null));
  const palette = h('div', { class: 'palette', role: 'group', 'aria-label': `Labels of ${visible(question.title)}` }, buttons);
  const filter = options.length > FILTER_FROM
    ? h('input', {
      type: 'search', class: 'input', placeholder: `Find one of ${options.length} labels`, 'aria-label': `Find a label of ${visible(question.title)}`,
      onInput: event => buttons.forEach((button, index) => { button.hidden = !labelOf(options[index].value).toLowerCase().includes(event.target.value.trim().toLowerCase()); }),
    })
    : null;
  const characters = mayCut
    ? h('label', { class: 'check' }, h('input', { type: 'checkbox', onChange: event => { byCharacter = event.target.checked; } }), 'Select single characters')
    : null;
  // Going on to the labels by key must not lose what was selected.
  area.element.addEventListener('blur', () => { selected = area.selection(byCharacter); });
  area.element.addEventListener('focus', () => { selected = null; });
  draw();

  return {
    element: h('div', { class: 'spans-frame' }, hint, list, none),
    marker: { field, element: h('div', { class: 'marking' }, area.element, filter, palette, characters) },
    show(value) {
      spans = value ?? null;
      draw();
    },
    press(digit) {
      const option = options[Number(digit) - 1];
      if (!option || !(area.selection(byCharacter) ?? selected)) return false;
      mark(option.value);
      return true;
    },
    focus: () => area.element.focus(),
  };
}
