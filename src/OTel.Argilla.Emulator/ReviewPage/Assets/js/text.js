// Texts of records are untrusted and may hold anything.

/** Control characters as pictures, one for one, so that they can be seen and offsets stay. Tab and line ends stay as they are. */
export const visible = text => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g,
  character => (character === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + character.charCodeAt(0))));

/** The first part of a text, never half a character. */
export function cut(text, length) {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** Argilla counts code points; JavaScript counts UTF-16 units. */
export function toCodePoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; points++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return points;
}

export function toUnits(text, points) {
  let at = 0;
  for (let done = 0; done < points && at < text.length; done++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

const number = new Intl.NumberFormat('en');

export const count = value => number.format(value);

export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** Times come as UTC without saying so. */
const parse = time => new Date(`${time}Z`);

const UNITS = [['year', 31536e6], ['month', 2592e6], ['week', 6048e5], ['day', 864e5], ['hour', 36e5], ['minute', 6e4]];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export function ago(time) {
  const difference = parse(time) - Date.now();
  const [unit, length] = UNITS.find(([, size]) => Math.abs(difference) >= size) ?? [];
  return unit ? relative.format(Math.round(difference / length), unit) : 'just now';
}

export const moment = time => parse(time).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** Any JSON value as one reads it: texts as they are, the rest as JSON. */
export const readable = value => visible(typeof value === 'string' ? value : JSON.stringify(value, null, 2) ?? 'null');
