// A record's metadata, declared or not. A declared term can be clicked to filter by it.

import { h, hidden } from '../dom.js';
import { moment, readable, visible } from '../text.js';

export function metadata(record, properties, filterBy) {
  const given = record.metadata ?? {};
  const declared = properties.filter(({ name }) => name in given && given[name] !== null);
  const names = new Set(declared.map(({ name }) => name));
  const others = Object.keys(given).filter(name => !names.has(name));
  const isTerm = value => ['string', 'number', 'boolean'].includes(typeof value);

  // A list of words is read as one; what is nested is read as JSON.
  const listed = item => (Array.isArray(item) && item.every(isTerm) ? item.join(', ') : item);
  const value = (property, item) => property?.settings.type === 'terms' && isTerm(item)
    ? h('button', { type: 'button', class: 'tag', onClick: () => filterBy(property.name, String(item)) }, hidden(`Filter by ${visible(property.title)}: `), h('bdi', {}, readable(item)))
    : h('bdi', { class: 'value' }, readable(listed(item)));
  const row = (title, content) => h('div', { class: 'pair' }, h('dt', {}, h('bdi', {}, visible(title))), h('dd', {}, content));

  return h('details', { class: 'metadata', open: declared.length + others.length > 0 },
    h('summary', {}, `Metadata (${declared.length + others.length})`),
    h('dl', {},
      declared.map(property => row(property.title, [given[property.name]].flat().map(item => value(property, item)))),
      others.map(name => row(name, value(null, given[name]))),
      row('External id', h('bdi', { class: 'value' }, record.external_id === null ? 'none' : visible(record.external_id))),
      row('Record id', h('span', { class: 'value' }, record.id)),
      row('Created', moment(record.inserted_at)),
      record.updated_at === record.inserted_at ? null : row('Updated', moment(record.updated_at))));
}
