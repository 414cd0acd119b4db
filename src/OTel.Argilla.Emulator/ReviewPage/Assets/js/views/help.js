// The overlay that lists the keys.

import { h } from '../dom.js';
import { keyboard } from '../keyboard.js';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const NAMES = { Mod: isMac ? '⌘' : 'Ctrl', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };

const keys = text => text.split('+').map((part, index) => [index > 0 ? '+' : null, h('kbd', {}, NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))]);

export function openHelp() {
  const single = h('input', { type: 'checkbox', onChange: event => { keyboard.hasSingleKeys = event.target.checked; } });
  single.checked = keyboard.hasSingleKeys;
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'help-title', onClose: () => dialog.remove() },
    h('h2', { id: 'help-title' }, 'Keys'),
    h('dl', { class: 'keys' }, keyboard.bindings.map(({ keys: bound, shown, label }) => h('div', {},
      h('dt', {}, (shown ?? bound).map((key, index) => [index > 0 ? h('span', { class: 'or' }, ' or ') : null, keys(key)])), h('dd', {}, label)))),
    h('p', { class: 'muted' }, 'All controls can be reached with Tab. In a group of buttons the arrow keys choose, as everywhere.'),
    h('label', { class: 'check' }, single, 'Use single-key shortcuts'),
    h('form', { method: 'dialog' }, h('button', { class: 'button primary', autofocus: true }, 'Close')));
  document.body.append(dialog);
  dialog.showModal();
}
