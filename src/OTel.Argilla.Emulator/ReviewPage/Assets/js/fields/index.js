// One section of a card for each field of the dataset.

import { h, hidden, icon, newId } from '../dom.js';
import { notLoaded } from '../markdown.js';
import { readable, visible } from '../text.js';
import { chat } from './chat.js';
import { prose } from './prose.js';

/** An image in the address itself is shown; one of another host is not asked for. */
function image(address) {
  if (/^data:image\//i.test(address)) return { body: h('img', { class: 'picture', src: address, alt: 'Image of the record' }) };
  return {
    body: h('div', { class: 'picture-placeholder' }, icon('image'), notLoaded(address, ''),
      /^https?:\/\//i.test(address)
        ? h('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow', referrerpolicy: 'no-referrer' }, 'Open it in a new tab')
        : null),
  };
}

function custom(value, template) {
  return {
    body: h('div', { class: 'custom' },
      h('p', { class: 'note' }, 'A custom field brings HTML or script of its own. It is not run here; this is its data.'),
      h('pre', { class: 'json', dir: 'ltr' }, readable(value)),
      template ? h('details', {}, h('summary', {}, 'Template source'), h('pre', { class: 'json', dir: 'ltr' }, visible(template))) : null),
  };
}

function content(field, value) {
  const { type, use_markdown: useMarkdown, template } = field.settings;
  if (type === 'chat' && Array.isArray(value)) return chat(value, useMarkdown);
  if (type === 'image' && typeof value === 'string') return image(value);
  if (type === 'custom') return custom(value, template);
  return typeof value === 'string' ? prose(value, useMarkdown) : custom(value, null);
}

function sourceSwitch(field, setSource) {
  return h('button', {
    type: 'button', class: 'switch', 'aria-pressed': 'false', onClick: ({ currentTarget }) => {
      const wanted = currentTarget.getAttribute('aria-pressed') === 'false';
      currentTarget.setAttribute('aria-pressed', String(wanted));
      setSource(wanted);
    },
  }, 'Source', hidden(` of ${visible(field.title)}`));
}

/** The section of a field; `marker` takes the place of the text where a span question marks it. */
export function fieldSection(field, value, marker) {
  const id = newId('field');
  const isMissing = value === null || value === undefined;
  const { body, setSource } = isMissing ? { body: h('p', { class: 'muted' }, 'No value') } : marker ? { body: marker } : content(field, value);
  return h('section', { class: 'field', 'aria-labelledby': id },
    h('header', { class: 'field-head' }, h('h3', { id }, h('bdi', {}, visible(field.title))), setSource ? sourceSwitch(field, setSource) : null),
    body);
}
