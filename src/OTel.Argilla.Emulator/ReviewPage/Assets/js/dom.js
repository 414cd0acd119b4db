// Builds elements. There is no way here to turn text into markup: strings become text nodes.

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === 'class') element.className = Array.isArray(value) ? value.filter(Boolean).join(' ') : value;
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

export function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
  return parent;
}

const SVG = 'http://www.w3.org/2000/svg';

const SHAPES = {
  spark: ['M12 3l1.9 5.6a2 2 0 0 0 1.300 1.300L21 12l-5.800 2.100a2 2 0 0 0-1.300 1.300L12 21l-1.900-5.600a2 2 0 0 0-1.300-1.300L3 12l5.800-2.100a2 2 0 0 0 1.300-1.300z'],
  left: ['M15 18l-6-6 6-6'],
  right: ['M9 18l6-6-6-6'],
  up: ['M6 15l6-6 6 6'],
  down: ['M6 9l6 6 6-6'],
  check: ['M5 12.500l4.500 4.500L19 7.500'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  search: ['M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z', 'M20 20l-4-4'],
  filter: ['M4 6h16', 'M7 12h10', 'M10 18h4'],
  help: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.700.400-1.100 1-1.100 1.800', 'M12 16.800v.100'],
  sun: ['M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', 'M12 2v2', 'M12 20v2', 'M2 12h2', 'M20 12h2', 'M5 5l1.400 1.400', 'M17.600 17.600L19 19', 'M5 19l1.400-1.400', 'M17.600 6.400L19 5'],
  moon: ['M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z'],
  auto: ['M12 3a9 9 0 1 0 0 18z', 'M12 3a9 9 0 0 1 0 18'],
  grip: ['M9 6v.100', 'M9 12v.100', 'M9 18v.100', 'M15 6v.100', 'M15 12v.100', 'M15 18v.100'],
  undo: ['M9 14L4 9l5-5', 'M4 9h10a6 6 0 0 1 0 12h-3'],
  trash: ['M4 7h16', 'M9 7V4h6v3', 'M6 7l1 13h10l1-13'],
  out: ['M14 4h5v16h-5', 'M10 8l-4 4 4 4', 'M6 12h9'],
  image: ['M4 5h16v14H4z', 'M4 16l5-5 4 4 3-3 4 4', 'M9 9v.100'],
  download: ['M12 4v11', 'M7 11l5 5 5-5', 'M5 20h14'],
  refresh: ['M20 11a8 8 0 1 0-2.300 6', 'M20 5v6h-6'],
};

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', shape);
    svg.append(path);
  }
  return svg;
}

let lastId = 0;

/** An id that no other element of the page has. */
export const newId = prefix => `${prefix}-${++lastId}`;

export const hidden = text => h('span', { class: 'visually-hidden' }, text);

export function iconButton(name, label, onClick, props = {}) {
  return h('button', { type: 'button', class: 'icon-button', title: label, onClick, ...props }, icon(name), hidden(label));
}

const announcer = () => document.getElementById('announcer');

/** Tells screen readers what just happened. */
export function announce(text) {
  announcer().textContent = text;
}
