// What of a dataset is shown: held in the page's address, so that it can be reloaded and passed on.

export const STATUSES = ['pending', 'draft', 'submitted', 'discarded', 'all'];

export const SORTS = {
  oldest: ['Oldest first', 'inserted_at', 'asc'],
  newest: ['Newest first', 'inserted_at', 'desc'],
  updated: ['Last updated first', 'updated_at', 'desc'],
};

export function readFilter(params) {
  const status = params.get('status');
  const filter = { status: STATUSES.includes(status) ? status : 'pending', text: params.get('q') ?? '', sort: params.get('sort') in SORTS ? params.get('sort') : 'oldest', metadata: {} };
  for (const [key, value] of params) {
    const [, kind, name] = /^(is|ge|le)\.(.+)$/s.exec(key) ?? [];
    if (!name || value === '') continue;
    const condition = filter.metadata[name] ??= {};
    if (kind === 'is') (condition.is ??= []).push(value);
    else if (Number.isFinite(Number(value))) condition[kind] = Number(value);
  }
  return filter;
}

export function writeFilter(filter) {
  const params = new URLSearchParams();
  if (filter.status !== 'pending') params.set('status', filter.status);
  if (filter.text) params.set('q', filter.text);
  if (filter.sort !== 'oldest') params.set('sort', filter.sort);
  for (const [name, { is = [], ge, le }] of Object.entries(filter.metadata)) {
    is.forEach(value => params.append(`is.${name}`, value));
    if (ge !== undefined) params.set(`ge.${name}`, ge);
    if (le !== undefined) params.set(`le.${name}`, le);
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

export const conditionCount = filter => Object.keys(filter.metadata).length;

export function searchBody(filter) {
  const and = [];
  if (filter.status !== 'all') and.push({ type: 'terms', scope: { entity: 'response', property: 'status' }, values: [filter.status] });
  // What enough others have answered waits for nobody.
  if (filter.status === 'pending') and.push({ type: 'terms', scope: { entity: 'record', property: 'status' }, values: ['pending'] });
  for (const [name, { is, ge, le }] of Object.entries(filter.metadata)) {
    const scope = { entity: 'metadata', metadata_property: name };
    if (is) and.push({ type: 'terms', scope, values: is });
    if (ge !== undefined || le !== undefined) and.push({ type: 'range', scope, ge, le });
  }
  const [, property, order] = SORTS[filter.sort];
  return {
    ...(filter.text ? { query: { text: { q: filter.text } } } : {}),
    ...(and.length > 0 ? { filters: { and } } : {}),
    sort: [{ scope: { entity: 'record', property }, order }],
  };
}
