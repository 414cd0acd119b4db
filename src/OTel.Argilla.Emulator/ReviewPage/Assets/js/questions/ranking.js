// A ranking: rows in order. A row moves by dragging its grip, by its arrows, or by its number; two rows may share one.

import { announce, fill, h, icon, iconButton } from '../dom.js';
import { visible } from '../text.js';

export function ranking(question, { labelledBy, describedBy, change }) {
  const { options } = question.settings;
  let ranks = new Map();
  const list = h('ol', { class: 'ranking', 'aria-labelledby': labelledBy, 'aria-describedby': describedBy });

  const inOrder = () => [...options].sort((a, b) => (ranks.get(a.value) ?? 99) - (ranks.get(b.value) ?? 99));

  function changed() {
    draw();
    change(ranks.size === 0 ? null : inOrder().filter(({ value }) => ranks.has(value)).map(({ value }) => ({ value, rank: ranks.get(value) })));
  }

  function place(order) {
    ranks = new Map(order.map(({ value }, index) => [value, index + 1]));
    changed();
  }

  function move(option, step) {
    const order = inOrder();
    const from = order.indexOf(option);
    const to = Math.min(Math.max(from + step, 0), order.length - 1);
    order.splice(to, 0, ...order.splice(from, 1));
    place(order);
    announce(`${option.text}: rank ${to + 1} of ${order.length}`);
  }

  /** Moves a row and keeps the focus on the same control of it. */
  function moveBy(option, step, control) {
    move(option, step);
    row(option).querySelector(control).focus();
  }

  const row = option => list.children[inOrder().indexOf(option)];

  function rank(option, value) {
    if (value) ranks.set(option.value, value);
    else ranks.delete(option.value);
    changed();
    row(option).querySelector('select').focus();
  }

  function drag(event, option) {
    const grip = event.currentTarget;
    grip.setPointerCapture(event.pointerId);
    const dragged = grip.closest('li');
    dragged.classList.add('dragged');
    const middle = other => other.getBoundingClientRect().top + other.offsetHeight / 2;
    // The neighbours step aside: an element that is itself moved in the document would lose the pointer.
    grip.onpointermove = ({ clientY }) => {
      const { previousElementSibling: above, nextElementSibling: below } = dragged;
      if (above && clientY < middle(above)) dragged.after(above);
      else if (below && clientY > middle(below)) dragged.before(below);
    };
    grip.onpointerup = () => place([...list.children].map(other => options.find(({ value }) => value === other.dataset.value) ?? option));
    grip.onpointercancel = draw;
    event.preventDefault();
  }

  function draw() {
    fill(list, inOrder().map(option => {
      const label = visible(option.text);
      const numbers = options.map((_, index) => h('option', { value: index + 1 }, index + 1));
      const select = h('select', {
        class: 'rank', 'aria-label': `Rank of ${label}`, onChange: () => rank(option, Number(select.value)),
      }, h('option', { value: '' }, '–'), numbers);
      select.value = ranks.get(option.value) ?? '';
      return h('li', { class: ranks.has(option.value) ? 'ranked' : '', 'data-value': option.value },
        h('span', { class: 'grip', onPointerdown: event => drag(event, option) }, icon('grip')),
        select,
        h('bdi', { class: 'option-text' }, label),
        iconButton('up', `Move ${label} up`, () => moveBy(option, -1, '.move-up'), { class: 'icon-button move-up' }),
        iconButton('down', `Move ${label} down`, () => moveBy(option, 1, '.move-down'), { class: 'icon-button move-down' }));
    }));
  }

  draw();
  const keep = h('button', { type: 'button', class: 'link-button', onClick: () => place(inOrder()) }, 'Rank in this order');
  return {
    element: h('div', { class: 'ranking-frame' }, list, keep),
    show(value) {
      ranks = new Map((value ?? []).filter(item => item.rank).map(item => [item.value, item.rank]));
      draw();
    },
    /** A digit ranks the row that has the focus. */
    press(digit) {
      const focused = document.activeElement?.closest?.('.ranking li');
      const option = focused && list.contains(focused) ? options.find(({ value }) => value === focused.dataset.value) : null;
      if (!option || Number(digit) < 1 || Number(digit) > options.length) return false;
      rank(option, Number(digit));
      return true;
    },
    isComplete: value => value.length === options.length,
    focus: () => list.querySelector('select').focus(),
  };
}
