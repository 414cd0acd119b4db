// Signing in with an API key, or with a user name and password.

import { api } from '../api.js';
import { h } from '../dom.js';
import { session } from '../session.js';

export function signInView({ signedIn, message }) {
  const trouble = h('p', { class: 'trouble', role: 'alert' }, message ?? '');
  const field = (label, props) => {
    const input = h('input', { class: 'input', required: true, spellcheck: 'false', autocapitalize: 'none', ...props });
    return { input, row: h('label', { class: 'labelled' }, h('span', {}, label), input) };
  };
  const key = field('API key', { id: 'api-key', type: 'password', autocomplete: 'off', placeholder: 'argilla.apikey' });
  const name = field('User name', { id: 'username', autocomplete: 'username' });
  const password = field('Password', { id: 'password', type: 'password', autocomplete: 'current-password' });

  const tryWith = async work => {
    trouble.textContent = '';
    try {
      signedIn(await work());
    } catch (error) {
      trouble.textContent = error.status === 401 ? 'These credentials are not valid here.' : error.message;
    }
  };
  const submitting = work => event => {
    event.preventDefault();
    tryWith(work);
  };

  const withKey = async () => {
    const value = key.input.value.trim();
    const user = await api.me({ 'X-Argilla-Api-Key': value });
    session.useKey(value);
    return user;
  };
  const withPassword = async () => {
    const { access_token: token } = await api.token(name.input.value, password.input.value);
    const user = await api.me({ Authorization: `Bearer ${token}` });
    session.useToken(token);
    return user;
  };

  return {
    title: 'Sign in',
    element: h('div', { class: 'sign-in' },
      h('h1', { tabindex: -1 }, 'Sign in to review'),
      h('p', { class: 'muted' }, 'This is the Argilla emulator, not Argilla. Its quickstart key is ', h('code', {}, 'argilla.apikey'),
        ' unless it was started with others. The key stays in this tab.'),
      trouble,
      h('form', { class: 'sheet', onSubmit: submitting(withKey) }, key.row, h('button', { class: 'button primary' }, 'Sign in with the key')),
      h('p', { class: 'or' }, 'or'),
      h('form', { class: 'sheet', onSubmit: submitting(withPassword) }, name.row, password.row, h('button', { class: 'button' }, 'Sign in with the password'))),
    keys: [],
  };
}
