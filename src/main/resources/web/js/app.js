// Which page an address is, and how one gets to the next.

import { h, replace, say } from './dom.js';
import { DIFFERENCES, POLICIES, SIMULATION, TASKS, load, offers } from './offers.js';
import { failure } from './parts.js';

const PAGES = [
  [/^\/(?:applications)?$/, 'applications'],
  [/^\/applications\/new$/, 'new-application'],
  [/^\/applications\/([0-9a-f-]{36})$/, 'application'],
  [/^\/lenders$/, 'lenders'],
  [/^\/lenders\/([0-9a-f-]{36})$/, 'lender'],
  [/^\/lenders\/([0-9a-f-]{36})\/compare$/, 'compare', DIFFERENCES],
  [/^\/lenders\/([0-9a-f-]{36})\/edit$/, 'edit', POLICIES],
  [/^\/review$/, 'review'],
  [/^\/simulate$/, 'simulate', SIMULATION],
  [/^\/conversations$/, 'conversations'],
  [/^\/conversations\/([0-9a-f-]{36})$/, 'conversation'],
  [/^\/tasks$/, 'tasks', TASKS],
  [/^\/tasks\/([A-Za-z0-9._-]{1,100})$/, 'task', TASKS],
  [/^\/runs$/, 'runs'],
  [/^\/runs\/([0-9a-f-]{36})$/, 'run'],
  [/^\/transcripts$/, 'transcripts'],
  [/^\/transcripts\/([0-9a-f-]{36})$/, 'transcript'],
];

const main = document.getElementById('main');
let leaving = new AbortController();

/** Goes to an address of these pages. */
export function go(address, { replace: instead = false } = {}) {
  history[instead ? 'replaceState' : 'pushState'](null, '', address);
  return show(true);
}

/** Writes the filters of a list into the address, so that going back finds them again. */
export function remember(query) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) asked.set(name, value);
  const text = asked.toString();
  history.replaceState(null, '', text ? `${location.pathname}?${text}` : location.pathname);
}

async function show(moved) {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const path = location.pathname;
  mark(path);
  const found = page(path);
  try {
    if (!found) {
      replace(main, h('h1', { tabindex: '-1' }, 'There is no such page'), h('p', {}, h('a', { href: '/applications' }, 'To the applications')));
    } else {
      const shown = await import(`./pages/${found[1]}.js`);
      if (signal.aborted) return;
      await shown.show(main, {
        id: path.match(found[0])[1],
        query: Object.fromEntries(new URLSearchParams(location.search)),
        signal,
        go,
        remember,
      });
    }
  } catch (problem) {
    if (signal.aborted) return;
    replace(main, h('h1', { tabindex: '-1' }, 'This page cannot be shown'), failure(problem, () => show(true)));
  }
  if (signal.aborted) return;
  const heading = main.querySelector('h1');
  document.title = heading ? `${heading.textContent} – Hatchet Routes` : 'Hatchet Routes';
  if (moved) {
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
    say(heading?.textContent ?? '');
  }
}

function page(path) {
  return PAGES.find(([pattern, , needs]) => pattern.test(path) && (!needs || offers(needs)));
}

function mark(path) {
  for (const link of document.querySelectorAll('.bar nav a')) {
    const here = path.startsWith(link.pathname) || (path === '/' && link.pathname === '/applications');
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    // On a narrow screen the links are one line that scrolls.
    if (here) link.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.origin !== location.origin || link.hasAttribute('download')) return;
  if (!page(link.pathname) || link.hash) return;
  event.preventDefault();
  go(link.pathname + link.search);
});
// A file dropped beside its place would take the browser away from here.
for (const kind of ['dragover', 'drop']) addEventListener(kind, (event) => event.preventDefault());
addEventListener('popstate', () => show(true));
load().then(() => {
  document.querySelector('.bar nav a[href="/simulate"]').hidden = !offers(SIMULATION);
  document.querySelector('.bar nav a[href="/tasks"]').hidden = !offers(TASKS);
  return show(false);
});
