// The text that a span question marks. It can be read and selected with mouse, touch or keys, but not changed.

import { fill, h } from '../dom.js';
import { toCodePoints, toUnits, visible } from '../text.js';

const isWordPart = character => /[\p{L}\p{N}\p{M}_]/u.test(character);

/** Widens a range of UTF-16 units to whole words, and leaves blanks at its ends out. */
function toWords(text, start, end) {
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  while (start > 0 && isWordPart(text[start]) && isWordPart(text[start - 1])) start--;
  while (end < text.length && isWordPart(text[end - 1]) && isWordPart(text[end])) end++;
  return [start, end];
}

export function spanText(text, name, { hueOf, labelOf }) {
  const shown = visible(text);
  const element = h('div', {
    class: 'span-text', contenteditable: 'true', role: 'textbox', 'aria-readonly': 'true', 'aria-multiline': 'true', 'aria-label': `${name}, text to mark`,
    inputmode: 'none', spellcheck: 'false', tabindex: 0, dir: 'auto',
  });
  for (const change of ['beforeinput', 'drop', 'paste', 'cut']) element.addEventListener(change, event => event.preventDefault());

  /** The selection as code points [start, end], or null. */
  function selection(byCharacter) {
    const selected = getSelection();
    if (selected.rangeCount === 0 || selected.isCollapsed || !element.contains(selected.getRangeAt(0).commonAncestorContainer)) return null;
    const range = selected.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(range.startContainer, range.startOffset);
    const from = before.toString().length;
    const [start, end] = byCharacter ? [from, from + range.toString().length] : toWords(text, from, from + range.toString().length);
    return start < end ? [toCodePoints(text, start), toCodePoints(text, end)] : null;
  }

  /** Draws the text with its spans: one piece between any two ends of spans. */
  function draw(spans) {
    const marks = spans.map(span => ({ ...span, from: toUnits(text, span.start), to: toUnits(text, span.end) }));
    const ends = [...new Set([0, shown.length, ...marks.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
    fill(element, ends.slice(0, -1).map((from, index) => {
      const to = ends[index + 1];
      const covering = marks.filter(mark => mark.from <= from && mark.to >= to);
      const piece = shown.slice(from, to);
      if (covering.length === 0) return piece;
      const last = covering.filter(mark => mark.to === to).map(mark => labelOf(mark.label)).join(' · ');
      return h('mark', { class: `span hue-${hueOf(covering[0].label)}`, 'data-label': last || null }, piece);
    }));
  }

  return { element, selection, draw };
}
