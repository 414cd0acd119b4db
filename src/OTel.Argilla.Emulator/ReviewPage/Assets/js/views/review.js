// A dataset as a queue of cards with the questions beside them.

import { api } from '../api.js';
import { announce, fill, h, icon, iconButton } from '../dom.js';
import { prose } from '../fields/prose.js';
import { Answering } from '../review/answering.js';
import { card, statusChip } from '../review/card.js';
import { unsent } from '../review/drafts.js';
import { filterBar } from '../review/filter-bar.js';
import { readFilter, writeFilter } from '../review/filter.js';
import { form } from '../review/form.js';
import { Queue } from '../review/queue.js';
import { reviewKeys } from '../review/review-keys.js';
import { count, visible } from '../text.js';
import { emptyQueue } from './empty.js';

const DONE = { submitted: 'submitted', draft: 'saved as draft', discarded: 'discarded' };

export async function reviewView(id, params, { go, failed, openHelp }) {
  const [dataset, fields, questions, properties] = await Promise.all([api.dataset(id), api.fields(id), api.questions(id), api.properties(id)]);
  const filter = readFilter(params);
  const address = `#/dataset/${id}`;
  const apply = next => go(`${address}${writeFilter(next)}`);
  const filterBy = (name, value) => apply({ ...filter, metadata: { ...filter.metadata, [name]: { is: [value] } } });
  const queue = new Queue(id, filter);
  const answering = new Answering(queue);
  const bar = filterBar({ address, filter, properties, apply });
  let [index, record, questionForm, counts, isBusy] = [0, null, null, {}, false];

  const stage = h('div', { class: 'stage' });
  const strip = h('div', { class: 'strip', hidden: true });
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const progress = h('p', { class: 'progress-words' });
  const meter = h('progress', { class: 'meter', max: 1, value: 0, 'aria-label': 'Completed records' });
  const submit = h('button', { type: 'button', class: 'button primary', onClick: () => respond('submitted') }, 'Submit', h('kbd', { 'aria-hidden': 'true' }, 'Ctrl ↵'));
  const draft = h('button', { type: 'button', class: 'button', onClick: () => respond('draft') }, 'Save draft');
  const discard = h('button', { type: 'button', class: 'button', onClick: () => respond('discarded') }, 'Discard');
  const actions = h('div', { class: 'actions' }, trouble, h('div', { class: 'action-buttons' }, discard, draft, submit));
  const guidelines = dataset.guidelines
    ? h('details', { class: 'guidelines' }, h('summary', {}, 'Guidelines'), prose(dataset.guidelines, true).body)
    : null;

  const statusOf = item => item.responses?.[0]?.status ?? 'pending';

  async function show(wanted, { quietly = false } = {}) {
    const next = Math.min(Math.max(wanted, 0), Math.max(queue.length, 1));
    let found;
    try {
      found = await queue.at(next);
    } catch (error) {
      complain(error);
      return;
    }
    index = Math.min(next, queue.length);
    record = found;
    trouble.textContent = '';
    if (record) draw();
    else {
      questionForm = null;
      fill(stage, emptyQueue({ filter, total: queue.length, apply, back: () => show(index - 1) }));
    }
    setCounts();
    if (!quietly) {
      announce(record ? `Card ${index + 1} of ${queue.length}, ${statusOf(record)}` : 'No more cards');
      scrollTo({ top: 0 });
    }
  }

  function draw() {
    const jump = h('input', { class: 'jump', inputmode: 'numeric', value: index + 1, 'aria-label': `Card number, of ${queue.length}`, onChange: () => show(Number(jump.value) - 1 || 0) });
    const walk = h('header', { class: 'walk' },
      iconButton('left', 'Previous card', () => show(index - 1), { disabled: index === 0 }),
      h('h2', { class: 'position' }, 'Card ', jump, ` of ${count(queue.length)}`),
      iconButton('right', 'Next card', () => show(index + 1)),
      record.unreadable ? null : statusChip(statusOf(record)));
    questionForm = record.unreadable ? null : form(questions, record, values => unsent.set(record.id, values));
    questionForm?.show(unsent.get(record.id) ?? record.responses?.[0]?.values ?? {});
    fill(stage,
      h('div', { class: 'reading' }, walk, card(record, { fields, properties, markers: questionForm?.markers ?? new Map(), filterBy })),
      questionForm ? h('aside', { class: 'panel', 'aria-label': 'Questions' }, guidelines, questionForm.element, actions) : null);
  }

  function complain(error) {
    if (error.status === 401) {
      failed(error);
      return;
    }
    trouble.textContent = error.message;
    if (!trouble.isConnected) fill(stage, h('div', { class: 'notice bad', role: 'alert' }, h('p', {}, error.message), h('button', { type: 'button', class: 'button', onClick: () => show(index) }, icon('refresh'), 'Try again')));
  }

  /** Runs one exchange with the server at a time; what fails is said beside the buttons, and no answer is lost. */
  async function exchange(work) {
    if (isBusy) return;
    isBusy = true;
    try {
      await work();
    } catch (error) {
      complain(error);
    } finally {
      isBusy = false;
    }
  }

  async function respond(status) {
    if (!questionForm) return;
    const values = questionForm.values;
    trouble.textContent = '';
    if (status === 'submitted') {
      const faulty = questionForm.check();
      if (faulty > 0) return;
      if (Object.keys(values).length === 0) {
        trouble.textContent = 'Answer at least one question.';
        return;
      }
    }
    await exchange(async () => {
      const at = index;
      moved(await answering.respond(at, status, values));
      say(`Card ${at + 1} ${DONE[status]}.`, true);
      await show(status === 'draft' ? at : at + 1, { quietly: status === 'draft' });
    });
  }

  async function undo() {
    if (!answering.last) return;
    await exchange(async () => {
      const change = await answering.undo();
      moved(change);
      say(`Undone: card ${change.index + 1} is ${change.to} again.`, Boolean(answering.last));
      await show(change.index);
    });
  }

  function say(text, canUndo) {
    strip.hidden = false;
    fill(strip, h('span', {}, icon('check'), text), canUndo ? h('button', { type: 'button', class: 'link-button', onClick: undo }, icon('undo'), 'Undo', h('kbd', { 'aria-hidden': 'true' }, 'U')) : null);
    announce(text);
  }

  function moved({ from, to }) {
    if (counts[from] !== undefined) counts[from]--;
    if (counts[to] !== undefined) counts[to]++;
    setCounts();
    refreshProgress();
  }

  const isUnfiltered = () => !filter.text && Object.keys(filter.metadata).length === 0;

  /** Of the status at hand the search itself counts; of the others only what no filter narrows is known. */
  function setCounts() {
    bar.setCounts({ ...(isUnfiltered() ? counts : {}), [filter.status]: queue.total });
  }

  async function refreshProgress() {
    const { total, completed } = await api.progress(id).catch(() => ({ total: 0, completed: 0 }));
    meter.value = total > 0 ? completed / total : 0;
    progress.textContent = total > 0 ? `${count(completed)} of ${count(total)} complete` : '';
  }

  async function loadCounts() {
    const { total, draft: drafts, submitted, discarded } = await api.metrics(id);
    counts = { draft: drafts, submitted, discarded, all: total };
    setCounts();
  }

  refreshProgress();
  loadCounts().catch(() => {});
  await show(0, { quietly: true });
  return {
    title: dataset.name,
    element: h('div', { class: 'review' },
      h('div', { class: 'review-head' }, h('h1', { tabindex: -1 }, h('bdi', {}, visible(dataset.name))), h('div', { class: 'progress' }, meter, progress)),
      bar.element, strip, stage),
    keys: reviewKeys({ show: step => show(index + step), respond, undo, form: () => questionForm, bar, openHelp }),
  };
}
