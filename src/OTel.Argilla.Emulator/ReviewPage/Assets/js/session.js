// Who is signed in. The credentials live in this tab's session storage and go to this page's own origin alone.

const STORE = 'argilla-emulator.session';
const QUICKSTART_KEY = 'argilla.apikey';

let current = read();

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

function write(session) {
  current = session;
  try {
    sessionStorage.setItem(STORE, JSON.stringify(session));
  } catch { /* Kept in memory then. */ }
}

export const session = {
  get isOpen() {
    return Boolean(current.key || current.token);
  },

  /** The well-known key of the quickstart, worth a try on this machine until somebody signs out. */
  get keyToTry() {
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
    return isLoopback && !current.closed ? QUICKSTART_KEY : null;
  },

  headers() {
    return current.key ? { 'X-Argilla-Api-Key': current.key } : current.token ? { Authorization: `Bearer ${current.token}` } : {};
  },

  useKey: key => write({ key }),

  useToken: token => write({ token }),

  close: () => write({ closed: true }),
};
