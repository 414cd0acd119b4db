// Brings the page up to date with /status.json. Every text goes in as text, never as markup.
const pause = document.getElementById('pause');
const headline = document.getElementById('headline');
const Interval = 2000;
let paused = false;

function set(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function fill(id, rows) {
  const table = document.getElementById(id);
  if (!table) return;
  const body = table.tBodies[0];
  const shown = JSON.stringify(rows);
  if (body.dataset.shown === shown) return;
  body.dataset.shown = shown;
  body.replaceChildren(...rows.map((cells) => {
    const row = document.createElement('tr');
    row.append(...cells.map((text) => {
      const cell = document.createElement('td');
      const alone = document.createElement('bdi');
      alone.textContent = text;
      cell.append(alone);
      return cell;
    }));
    return row;
  }));
  table.hidden = rows.length === 0;
  table.previousElementSibling.hidden = rows.length > 0;
}

async function refresh() {
  try {
    const answer = await fetch('/status.json', { cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    const status = await answer.json();
    headline.dataset.ready = String(status.ready);
    for (const [id, text] of Object.entries(status.texts)) set(document.getElementById(id), text);
    for (const [id, rows] of Object.entries(status.tables)) fill(id, rows);
  } catch {
    headline.dataset.ready = 'false';
    set(headline, 'No answer. What is below is old.');
  }
}

async function tick() {
  if (!paused && !document.hidden) await refresh();
  setTimeout(tick, Interval);
}

pause.hidden = false;
pause.addEventListener('click', () => {
  paused = !paused;
  pause.textContent = paused ? 'Go on' : 'Pause';
});
document.addEventListener('visibilitychange', () => { if (!document.hidden && !paused) refresh(); });
setTimeout(tick, Interval);
