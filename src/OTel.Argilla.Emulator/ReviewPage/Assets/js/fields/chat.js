// A conversation: one bubble a message, whoever speaks.

import { h } from '../dom.js';
import { visible } from '../text.js';
import { prose } from './prose.js';

const SIDES = { user: 'mine', human: 'mine', system: 'wide', developer: 'wide', tool: 'wide', function: 'wide' };

export function chat(messages, useMarkdown) {
  if (messages.length === 0) return { body: h('p', { class: 'muted' }, 'No messages') };
  const texts = messages.map(({ content }) => prose(String(content ?? ''), useMarkdown));
  const switches = texts.map(text => text.setSource).filter(Boolean);
  return {
    body: h('ol', { class: 'chat' }, messages.map(({ role }, index) => h('li', { class: `message ${SIDES[String(role).toLowerCase()] ?? 'theirs'}` },
      h('bdi', { class: 'speaker' }, visible(String(role))),
      h('div', { class: 'bubble' }, texts[index].body)))),
    setSource: switches.length > 0 ? wanted => switches.forEach(set => set(wanted)) : null,
  };
}
