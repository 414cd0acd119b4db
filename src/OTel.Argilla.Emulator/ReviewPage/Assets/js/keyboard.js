// Keys of the page. Each view gives its bindings, and the help overlay lists the same.

const STORE = 'argilla-emulator.single-keys';

let bindings = [];

export const keyboard = {
  get bindings() {
    return bindings;
  },

  use(next) {
    bindings = next;
  },

  /** Single letters, digits and signs can be switched off, for those whose speech input or hands would hit them by chance. */
  get hasSingleKeys() {
    try {
      return localStorage.getItem(STORE) !== 'off';
    } catch {
      return true;
    }
  },

  set hasSingleKeys(value) {
    try {
      localStorage.setItem(STORE, value ? 'on' : 'off');
    } catch { /* Not kept then. */ }
  },
};

const chord = event => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Mod+${key}` : key;
};

const isText = target => target.matches('textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable=true]');

/** Keys that the focused control needs for itself. */
function isTaken(target, key) {
  if (key.startsWith('Mod+')) return key === 'Mod+z' && isText(target);
  if (target.matches('[contenteditable=true]')) return !/^[0-9]$/.test(key);
  if (isText(target)) return true;
  return key.startsWith('Arrow') && (target.matches('input[type=radio]') || target.closest('[role=region]') !== null);
}

document.addEventListener('keydown', event => {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape' && isText(target)) {
    target.blur();
    return;
  }
  const key = chord(event);
  if (isTaken(target, key) || (key.length === 1 && !keyboard.hasSingleKeys)) return;
  const binding = bindings.find(({ keys, digits }) => keys?.includes(key) || (digits && /^[0-9]$/.test(key)));
  if (binding && binding.run(key, target) !== false) event.preventDefault();
});
