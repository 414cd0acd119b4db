// A text of a record: rendered or as it is, folded when it is long.

import { h, fill } from '../dom.js';
import { LIMIT, markdown } from '../markdown.js';
import { count, cut, visible } from '../text.js';

const FOLD = 6_000;

const plain = text => h('div', { class: 'plain', dir: 'auto' }, visible(text));

const rendered = text => h('div', { class: 'prose', dir: 'auto' }, markdown(text));

/** JSON, such as the calls and results of tools, is easier to read set out. */
function json(text) {
  if (!/^\s*[[{]/.test(text) || text.length > LIMIT) return null;
  try {
    return h('pre', { class: 'json', dir: 'ltr' }, visible(JSON.stringify(JSON.parse(text), null, 2)));
  } catch {
    return null;
  }
}

/** The element, and, where there are two ways to show the text, how to switch to its source and back. */
export function prose(text, useMarkdown) {
  const body = h('div', { class: 'text' });
  const setOut = json(text);
  const canRender = Boolean(setOut) || (useMarkdown && text.length <= LIMIT);
  let isSource = !canRender;
  let isOpen = text.length <= FOLD;

  const show = () => {
    const shown = isOpen ? text : cut(text, FOLD);
    const unfold = isOpen ? null : h('button', { type: 'button', class: 'button unfold', onClick: open }, `Show all ${count(text.length)} characters`);
    fill(body, text === '' ? h('p', { class: 'muted' }, 'Empty text') : isSource ? plain(shown) : setOut && isOpen ? setOut : rendered(shown), unfold);
  };
  const open = () => {
    isOpen = true;
    show();
    body.tabIndex = -1;
    body.focus();
  };

  show();
  return {
    body,
    setSource: canRender && text !== '' ? wanted => { isSource = wanted; show(); } : null,
  };
}
