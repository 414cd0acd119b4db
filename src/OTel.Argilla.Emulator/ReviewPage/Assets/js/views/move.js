// How to take the data to a real Argilla.

import { h, icon } from '../dom.js';

const step = (title, ...children) => h('li', {}, h('h2', {}, title), children);

export function moveView({ openHelp }) {
  return {
    title: 'Move to a real Argilla',
    element: h('div', { class: 'article' },
      h('h1', { tabindex: -1 }, 'Move the data to a real Argilla'),
      h('p', {}, 'This emulator speaks Argilla’s REST API, but it is made for laptops and tests. When the review gets serious, take everything with you:'),
      h('ol', { class: 'steps' },
        step('Download everything',
          h('p', {}, 'One JSON line for each workspace, dataset, field, question, metadata property, and record with its suggestions and responses. Keys and passwords are left out.'),
          h('a', { class: 'button primary', href: '/_emulator/export', download: 'argilla-export.jsonl' }, icon('download'), 'Download the export')),
        step('Send it to Argilla',
          h('p', {}, 'Each line holds what the matching call of the REST API takes. Records go by ', h('code', {}, 'PUT /api/v1/datasets/{id}/records/bulk'), ' with their external ids: such writes are upserts, so sending them twice changes nothing. ',
            'The program ', h('code', {}, 'docs/move-to-argilla'), ' of the repository does it; ', h('code', {}, 'docs/emulator.md'), ' tells how.')),
        step('Point the exporter there',
          h('pre', { class: 'command' }, 'ARGILLA_API_URL=https://argilla.example.com ARGILLA_API_KEY=… dotnet run'),
          h('p', {}, 'It writes under the same external ids, so a trace that was already moved is updated, not doubled.')))),
    keys: [{ keys: ['?'], label: 'This help', run: () => openHelp() }],
  };
}
