// Statuses, search, order and metadata filters above the cards.

import { api } from '../api.js';
import { fill, h, icon, newId } from '../dom.js';
import { count, visible } from '../text.js';
import { conditionCount, SORTS, STATUSES, writeFilter } from './filter.js';

const WORDS = { pending: 'Pending', draft: 'Drafts', submitted: 'Submitted', discarded: 'Discarded', all: 'All' };

const without = (metadata, name) => Object.fromEntries(Object.entries(metadata).filter(([other]) => other !== name));

export function filterBar({ address, filter, properties, apply }) {
  const withMetadata = (name, condition) => apply({ ...filter, metadata: condition ? { ...filter.metadata, [name]: condition } : without(filter.metadata, name) });
  const numbers = new Map(STATUSES.map(status => [status, h('span', { class: 'number' })]));
  const tabs = h('nav', { class: 'tabs', 'aria-label': 'Cards by status' }, STATUSES.map(status => h('a', {
    id: `tab-${status}`, href: `${address}${writeFilter({ ...filter, status })}`, 'aria-current': status === filter.status ? 'page' : null,
  }, WORDS[status], ' ', numbers.get(status))));

  const search = h('input', { id: 'search', type: 'search', class: 'input', placeholder: 'Search texts', 'aria-label': 'Search texts', value: filter.text, enterkeyhint: 'search' });
  search.addEventListener('search', () => { if (search.value === '' && filter.text) apply({ ...filter, text: '' }); });
  const form = h('form', { class: 'search', role: 'search', onSubmit: event => { event.preventDefault(); apply({ ...filter, text: search.value.trim() }); } }, icon('search'), search);
  const sort = h('select', { id: 'sort', class: 'input', 'aria-label': 'Order', onChange: () => apply({ ...filter, sort: sort.value }) },
    Object.entries(SORTS).map(([value, [label]]) => h('option', { value, selected: value === filter.sort }, label)));

  const panel = h('div', { id: 'filters', class: 'filters', hidden: true });
  const active = conditionCount(filter);
  const toggle = h('button', {
    id: 'filter-toggle', type: 'button', class: 'button', 'aria-expanded': 'false', 'aria-controls': 'filters', onClick: () => setOpen(panel.hidden),
  }, icon('filter'), 'Filter', active > 0 ? h('span', { class: 'number' }, active) : null);

  function setOpen(isOpen) {
    panel.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    if (isOpen && panel.childElementCount === 0) fill(panel, properties.map(property => group(property, filter.metadata[property.name] ?? {}, condition => withMetadata(property.name, condition))));
  }

  const chips = Object.entries(filter.metadata).map(([name, condition]) => {
    const title = visible(properties.find(property => property.name === name)?.title ?? name);
    const words = condition.is ? condition.is.map(visible).join(' or ') : [condition.ge !== undefined ? `≥ ${condition.ge}` : '', condition.le !== undefined ? `≤ ${condition.le}` : ''].join(' ').trim();
    return h('button', { type: 'button', class: 'tag removable', onClick: () => withMetadata(name, null) }, h('bdi', {}, `${title}: ${words}`), icon('close'), h('span', { class: 'visually-hidden' }, ' Remove this filter'));
  });

  return {
    element: h('div', { class: 'bar' },
      h('div', { class: 'bar-row' }, tabs, h('div', { class: 'bar-tools' }, form, sort, properties.length > 0 ? toggle : null)),
      panel,
      chips.length > 0 ? h('div', { class: 'conditions' }, chips, h('button', { type: 'button', class: 'link-button', onClick: () => apply({ ...filter, metadata: {} }) }, 'Remove all filters')) : null),
    setCounts: counts => numbers.forEach((element, status) => { element.textContent = counts[status] === undefined ? '' : count(counts[status]); }),
    search: () => search.focus(),
    toggle: () => {
      setOpen(panel.hidden);
      if (!panel.hidden) panel.querySelector('input, button')?.focus();
    },
  };
}

function group(property, condition, set) {
  const titleId = newId('filter');
  const content = h('div', { class: 'filter-values' }, h('p', { class: 'muted' }, 'Loading…'));
  api.propertyMetrics(property.id).then(
    metrics => fill(content, property.settings.type === 'terms' ? terms(metrics, condition, set) : range(property, metrics, condition, set)),
    error => fill(content, h('p', { class: 'complaint' }, error.message)));
  return h('section', { class: 'filter', role: 'group', 'aria-labelledby': titleId }, h('h2', { id: titleId }, h('bdi', {}, visible(property.title))), content);
}

function terms({ values }, condition, set) {
  const chosen = condition.is ?? [];
  if (values.length === 0) return h('p', { class: 'muted' }, 'No values yet');
  return values.slice(0, 50).map(({ term, count: times }) => {
    const input = h('input', {
      type: 'checkbox', onChange: () => {
        const next = input.checked ? [...chosen, String(term)] : chosen.filter(other => other !== String(term));
        set(next.length > 0 ? { is: next } : null);
      },
    });
    input.checked = chosen.includes(String(term));
    return h('label', { class: 'check' }, input, h('bdi', {}, visible(String(term))), h('span', { class: 'number' }, count(times)));
  });
}

function range(property, { min, max }, condition, set) {
  if (min === null || min === undefined) return h('p', { class: 'muted' }, 'No values yet');
  const bound = (label, value, hint) => h('input', { type: 'number', step: 'any', class: 'input', placeholder: hint, 'aria-label': `${visible(property.title)} ${label}`, value: value ?? '' });
  const [from, to] = [bound('at least', condition.ge, min), bound('at most', condition.le, max)];
  const read = input => (input.value === '' ? undefined : Number(input.value));
  return h('form', {
    class: 'range', onSubmit: event => {
      event.preventDefault();
      const next = { ge: read(from), le: read(to) };
      set(next.ge === undefined && next.le === undefined ? null : next);
    },
  }, from, h('span', { 'aria-hidden': 'true' }, '–'), to, h('button', { class: 'button' }, 'Apply'));
}
