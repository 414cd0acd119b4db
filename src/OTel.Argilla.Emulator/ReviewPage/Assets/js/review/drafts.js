// Answers that are typed but not sent. They outlive walking, searching and filtering; closing the tab asks first.

const edits = new Map();

addEventListener('beforeunload', event => {
  if (edits.size > 0) event.preventDefault();
});

export const unsent = {
  get: record => edits.get(record),
  set: (record, values) => edits.set(record, values),
  delete: record => edits.delete(record),
  clear: () => edits.clear(),
};
