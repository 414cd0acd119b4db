// Markdown of strangers, rendered inert: no HTML of theirs, no images of other hosts, no script, no style.

import MarkdownIt from '../vendor/markdown-it.esm.min.mjs';
import DOMPurify from '../vendor/purify.es.mjs';
import { h } from './dom.js';
import { visible } from './text.js';

/** Longer texts are shown plain: a parser's worst cases are not for a reviewer to wait for. */
export const LIMIT = 100_000;

const TAGS = ['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li',
  'a', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'span'];

const parser = new MarkdownIt({ html: false, linkify: false, breaks: true, langPrefix: '' });
const { escapeHtml } = parser.utils;

parser.renderer.rules.image = (tokens, index) => {
  const address = tokens[index].attrGet('src') ?? '';
  const alt = escapeHtml(tokens[index].content);
  return /^data:image\/(png|jpeg|gif|webp);/i.test(address)
    ? `<img src="${escapeHtml(address)}" alt="${alt}">`
    : `<span title="${escapeHtml(address)}">${alt}</span>`;
};

// Alignment would come as a style attribute, which the policy of this page refuses.
parser.renderer.rules.th_open = () => '<th>';
parser.renderer.rules.td_open = () => '<td>';

/** The text as a document fragment. */
export function markdown(text) {
  const fragment = DOMPurify.sanitize(parser.render(visible(text)), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href', 'src', 'alt', 'title', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  fragment.querySelectorAll('h1, h2, h3, h4, h5, h6').forEach(heading);
  fragment.querySelectorAll('a').forEach(link);
  fragment.querySelectorAll('span[title]').forEach(image => image.replaceWith(notLoaded(image.title, image.textContent)));
  fragment.querySelectorAll('table').forEach(table);
  fragment.querySelectorAll('p, li, h4, blockquote, td, th').forEach(block => { block.dir = 'auto'; });
  return fragment;
}

/** An image that would have to be asked for elsewhere: its address instead. */
export function notLoaded(address, alt) {
  return h('span', { class: 'not-loaded' },
    h('span', { class: 'not-loaded-title' }, 'Image not loaded'), alt ? h('bdi', {}, ` ${visible(alt)}`) : null, ' ',
    h('code', {}, visible(address) || 'no address'));
}

/** Headings keep their looks but stand below the page's own. */
function heading(element) {
  if (!element.textContent.trim()) {
    element.remove();
    return;
  }
  const own = h('h4', { class: `level-${element.tagName.slice(1)}` });
  own.append(...element.childNodes);
  element.replaceWith(own);
}

/** Links say where they lead; what is no web or mail address leads nowhere. */
function link(element) {
  const address = element.getAttribute('href') ?? '';
  const url = /^(https?|mailto):/i.test(address) && URL.canParse(address) ? new URL(address) : null;
  if (!url) {
    element.replaceWith(...element.childNodes);
    return;
  }
  element.rel = 'noopener noreferrer nofollow';
  element.target = '_blank';
  element.referrerPolicy = 'no-referrer';
  const target = url.protocol === 'mailto:' ? url.pathname : url.host;
  if (!element.textContent.trim() && !element.querySelector('img')) element.append(address);
  if (element.textContent !== address) element.append(h('span', { class: 'link-target' }, ` (${target})`));
}

function table(element) {
  for (const cell of element.querySelectorAll('th')) {
    if (!cell.textContent.trim()) cell.replaceWith(h('td'));
  }
  const frame = h('div', { class: 'table-frame', role: 'region', 'aria-label': 'Table', tabindex: 0 });
  element.replaceWith(frame);
  frame.append(element);
}
