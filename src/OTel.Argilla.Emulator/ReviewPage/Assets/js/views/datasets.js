// All datasets that the user can review, with how far they are.

import { api } from '../api.js';
import { fill, h } from '../dom.js';
import { ago, count, moment, plural, visible } from '../text.js';

const FILTER_FROM = 9;
const AT_ONCE = 4;

export async function datasetsView({ openHelp }) {
  const [datasets, workspaces] = await Promise.all([api.datasets(), api.workspaces()]);
  const names = new Map(workspaces.map(({ id, name }) => [id, name]));
  const sorted = datasets.toSorted((a, b) => b.last_activity_at.localeCompare(a.last_activity_at));
  const rows = sorted.map(dataset => datasetRow(dataset, names.get(dataset.workspace_id) ?? ''));
  const filter = rows.length >= FILTER_FROM
    ? h('input', {
      id: 'search', type: 'search', class: 'input', placeholder: 'Find a dataset', 'aria-label': 'Find a dataset', onInput: () => {
        const wanted = filter.value.trim().toLowerCase();
        rows.forEach(({ element, name }) => { element.hidden = !name.toLowerCase().includes(wanted); });
      },
    })
    : null;
  load(rows.filter(row => row.load));
  return {
    title: 'Datasets',
    element: h('div', { class: 'datasets' },
      h('div', { class: 'list-head' }, h('h1', { tabindex: -1 }, 'Datasets'), filter),
      rows.length > 0 ? h('ul', { class: 'dataset-list' }, rows.map(row => row.element)) : noDatasets()),
    keys: [
      ...(filter ? [{ keys: ['/'], label: 'Find a dataset', run: () => filter.focus() }] : []),
      { keys: ['?'], label: 'This help', run: () => openHelp() },
    ],
  };
}

/** A few at a time, from the top. */
async function load(rows) {
  const waiting = rows.values();
  const work = async () => {
    for (const row of waiting) await row.load();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function datasetRow(dataset, workspace) {
  const name = h('bdi', {}, visible(dataset.name));
  const facts = h('p', { class: 'facts' },
    h('span', {}, h('bdi', {}, visible(workspace))),
    h('time', { datetime: `${dataset.last_activity_at}Z`, title: moment(dataset.last_activity_at) }, `active ${ago(dataset.last_activity_at)}`));
  if (dataset.status !== 'ready') {
    return {
      name: dataset.name,
      element: h('li', { class: 'dataset' }, h('h2', {}, name, h('span', { class: 'chip' }, 'Not published')), facts,
        h('p', { class: 'muted' }, 'A dataset shows its records once it is published.')),
    };
  }
  const meter = h('progress', { class: 'meter', max: 1, value: 0, 'aria-label': `Completed records of ${visible(dataset.name)}` });
  const words = h('p', { class: 'progress-words' }, 'Counting…');
  const own = h('p', { class: 'own' });
  return {
    name: dataset.name,
    element: h('li', { class: 'dataset' }, h('h2', {}, h('a', { href: `#/dataset/${dataset.id}` }, name)), facts, h('div', { class: 'progress' }, meter, words), own),
    async load() {
      try {
        const [{ total, completed }, { submitted, draft, discarded }] = await Promise.all([api.progress(dataset.id), api.metrics(dataset.id)]);
        meter.value = total > 0 ? completed / total : 0;
        words.textContent = total > 0 ? `${count(completed)} of ${count(total)} complete` : 'No records yet';
        fill(own, total > 0 ? `You: ${count(submitted)} submitted, ${plural(draft, 'draft')}, ${count(discarded)} discarded` : '');
      } catch (error) {
        fill(words, h('span', { class: 'complaint' }, error.message));
      }
    },
  };
}

const noDatasets = () => h('div', { class: 'empty' },
  h('h2', {}, 'No datasets yet'),
  h('p', {}, 'Point the exporter here by these variables; it makes its dataset with the first record:'),
  h('pre', { class: 'command' }, `ARGILLA_API_URL=${location.origin}\nARGILLA_API_KEY=…`),
  h('button', { type: 'button', class: 'button', onClick: () => location.reload() }, 'Look again'));
