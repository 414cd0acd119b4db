// Starts the page: signs in, follows the address, and shows the view that belongs to it.

import { api } from './api.js';
import { append, fill, h, hidden, icon, iconButton } from './dom.js';
import { keyboard } from './keyboard.js';
import { unsent } from './review/drafts.js';
import { session } from './session.js';
import { visible } from './text.js';
import { theme } from './theme.js';
import { datasetsView } from './views/datasets.js';
import { openHelp } from './views/help.js';
import { moveView } from './views/move.js';
import { reviewView } from './views/review.js';
import { signInView } from './views/sign-in.js';

const main = document.getElementById('main');
const top = document.getElementById('top');
const app = { go: address => { location.hash = address; }, failed, openHelp };

let user = null;
let writer = null;
let shown = '';
let turn = 0;

function drawTop() {
  const themeButton = iconButton(theme.icon, theme.label, () => {
    theme.next();
    drawTop();
    top.querySelector('.theme').focus();
  }, { class: 'icon-button theme' });
  fill(top,
    h('a', { class: 'brand', href: '#/' }, h('img', { src: '/_page/favicon.svg', alt: '', width: 24, height: 24 }), h('span', {}, 'Argilla'), h('span', { class: 'badge' }, 'emulator'), hidden(', all datasets')),
    h('div', { class: 'top-tools' },
      user ? h('span', { class: 'user' }, h('bdi', {}, visible(user.username)), h('span', { class: 'muted' }, user.role)) : null,
      user ? iconButton('help', 'Keys and help', openHelp) : null,
      themeButton,
      user ? iconButton('out', 'Sign out', signOut) : null));
}

function signOut() {
  session.close();
  unsent.clear();
  user = null;
  location.hash = '#/';
  route();
}

/** An answer that says the session is over leads back to the sign-in. */
function failed(error) {
  session.close();
  user = null;
  show(signInView({ signedIn, message: error.message }));
}

function signedIn(who) {
  // Answers not yet sent are their writer's alone.
  if (writer !== who.id) unsent.clear();
  writer = who.id;
  user = who;
  route();
}

/** The user of the session, or of the quickstart's key where it is worth a try. */
async function recall() {
  const key = session.isOpen ? null : session.keyToTry;
  if (!session.isOpen && !key) return;
  user = await api.me(key ? { 'X-Argilla-Api-Key': key } : undefined).catch(error => {
    if (error.status !== 401) throw error;
    return null;
  });
  if (key && user) session.useKey(key);
  if (!user) session.close();
  else writer = user.id;
}

function show(view) {
  const focused = document.activeElement?.id;
  const path = location.hash.split('?')[0];
  keyboard.use(view.keys);
  document.title = `${view.title} · Argilla emulator`;
  drawTop();
  fill(main, view.element);
  main.removeAttribute('aria-busy');
  // Within a view the focus stays where it was; a new view is read from its heading.
  const kept = path === shown && focused ? document.getElementById(focused) : null;
  if (kept) kept.focus();
  else if (shown !== '') main.querySelector('h1')?.focus({ preventScroll: true });
  shown = path || '#/';
}

async function viewOf(path, params) {
  if (!user) await recall();
  if (!user) return signInView({ signedIn });
  const [, id] = /^#\/dataset\/([0-9a-f-]{36})$/i.exec(path) ?? [];
  return id ? reviewView(id, params, app) : path === '#/move' ? moveView(app) : datasetsView(app);
}

async function route() {
  const own = ++turn;
  const [path, query = ''] = location.hash.split('?');
  main.setAttribute('aria-busy', 'true');
  try {
    const view = await viewOf(path, new URLSearchParams(query));
    if (own === turn) show(view);
  } catch (error) {
    if (own !== turn) return;
    if (error.status === 401) failed(error);
    else show(trouble(error));
  }
}

function trouble(error) {
  const notice = h('div', { class: 'notice bad', role: 'alert' }, h('h1', { tabindex: -1 }, error.status === 0 ? 'No answer' : 'That did not work'), h('p', {}, error.message));
  append(notice, [h('div', { class: 'notice-actions' },
    h('button', { type: 'button', class: 'button', onClick: route }, icon('refresh'), 'Try again'), h('a', { class: 'button', href: '#/' }, 'All datasets'))]);
  return { title: 'Trouble', element: notice, keys: [] };
}

document.querySelector('.skip-link').addEventListener('click', event => {
  // Its address is none of a view.
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', route);
drawTop();
route();
