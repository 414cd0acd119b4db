// Light, dark, or as the system says.

const STORE = 'argilla-emulator.theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const ICON = { auto: 'auto', light: 'sun', dark: 'moon' };

export const theme = {
  get name() {
    return document.documentElement.dataset.theme ?? 'auto';
  },

  get icon() {
    return ICON[this.name];
  },

  get label() {
    return `Theme: ${this.name === 'auto' ? 'as the system' : this.name}. Switch to ${NEXT[this.name] === 'auto' ? 'as the system' : NEXT[this.name]}`;
  },

  next() {
    const name = NEXT[this.name];
    if (name === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    try {
      localStorage.setItem(STORE, name);
    } catch { /* Not kept then. */ }
  },
};
