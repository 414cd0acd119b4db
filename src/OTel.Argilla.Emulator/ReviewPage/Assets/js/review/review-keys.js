// The keys of the queue.

export const reviewKeys = ({ show, respond, undo, form, bar, openHelp }) => [
  { keys: ['Mod+Enter'], label: 'Submit', run: () => { respond('submitted'); } },
  { keys: ['Mod+s'], label: 'Save as draft', run: () => { respond('draft'); } },
  { keys: ['d', 'Delete'], shown: ['d'], label: 'Discard', run: () => { respond('discarded'); } },
  { keys: ['u', 'Mod+z'], label: 'Undo the last answer', run: () => { undo(); } },
  { digits: true, shown: ['1 … 9', '0'], label: 'Answer the question at hand; 0 is ten', run: digit => form()?.press(digit) ?? false },
  { keys: ['a'], label: 'Accept all suggestions', run: () => { form()?.accept(); } },
  { keys: ['Enter'], label: 'Go to the question at hand', run: (_, target) => (target === document.body || target.id === 'main' || target.tagName === 'H1' ? form()?.focus() : false) },
  { keys: ['ArrowRight', 'j'], label: 'Next card', run: () => { show(1); } },
  { keys: ['ArrowLeft', 'k'], label: 'Previous card', run: () => { show(-1); } },
  { keys: ['/'], label: 'Search', run: () => bar.search() },
  { keys: ['f'], label: 'Filter by metadata', run: () => bar.toggle() },
  { keys: ['?'], label: 'This help', run: () => openHelp() },
  { keys: ['Escape'], label: 'Leave a text or this help', run: () => document.activeElement.blur() },
];
