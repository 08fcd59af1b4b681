// What several pages are made of.

import { h, replace, uniqueId } from './dom.js';
import { OUTCOMES, RESULTS, STATES, count, plural } from './format.js';

export function badge(kind, value) {
  return stateBadge({ outcome: OUTCOMES, result: RESULTS, state: STATES }[kind], value);
}

/** A state as states of {word, icon, tone} know it; one that they do not know is calm. */
export function stateBadge(states, value) {
  const known = states[value];
  if (!known) return h('span', { class: 'badge calm' }, value ?? 'Open');
  return h('span', { class: `badge ${known.tone}` }, h('span', { 'aria-hidden': 'true' }, known.icon), ` ${known.word}`);
}

/** The page's title; the router puts the focus on it. */
export function title(text, ...beside) {
  return h('div', { class: 'title' }, h('h1', { tabindex: '-1' }, text), beside.length ? h('div', { class: 'actions' }, beside) : null);
}

export function empty(heading, sentence, ...actions) {
  return h('div', { class: 'empty' }, h('h2', {}, heading), h('p', {}, sentence), h('p', { class: 'actions' }, actions));
}

export function failure(problem, again) {
  return h(
    'div',
    { class: 'notice bad', role: 'alert' },
    h('p', {}, problem.errors?.length > 1 ? `${problem.errors.length} values cannot be taken:` : problem.message),
    problem.errors?.length > 1 ? h('ul', {}, problem.errors.map((one) => h('li', {}, one.message))) : null,
    again && !refused(problem) ? h('button', { type: 'button', onclick: again }, 'Try again') : null,
  );
}

/** What was wrong with a request is wrong the next time as well. */
function refused({ status }) {
  return status >= 400 && status < 500;
}

/** A table that becomes cards where there is no room; columns of {name, cell, number}. */
export function table(caption, columns, rows) {
  return h(
    'table',
    { class: 'list' },
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, h('tr', {}, columns.map((c) => h('th', { scope: 'col', class: c.number ? 'number' : null }, c.name)))),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h('tr', {}, columns.map((c, i) =>
          h(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, 'data-name': c.name, class: c.number ? 'number' : null }, c.cell(row)))),
      ),
    ),
  );
}

/** Where we are in a list, and the way to its neighbours. */
export function pager({ total, limit, offset }, go) {
  if (total <= limit && offset === 0) return h('p', { class: 'pager' }, plural(total, 'entry', 'entries'));
  const to = Math.min(offset + limit, total);
  return neighbours({ limit, offset, last: to >= total }, `${count(Math.min(offset + 1, total))}–${count(to)} of ${count(total)}`, go);
}

/** The same where nobody counts the entries, but the pages. */
export function pagesPager({ pages, limit, offset }, go) {
  if (pages <= 1 && offset === 0) return null;
  const page = Math.floor(offset / limit) + 1;
  return neighbours({ limit, offset, last: page >= pages }, `Page ${count(page)} of ${count(Math.max(page, pages))}`, go);
}

function neighbours({ limit, offset, last }, where, go) {
  return h(
    'nav',
    { class: 'pager', 'aria-label': 'Pages' },
    h('button', { type: 'button', disabled: offset === 0, onclick: () => go(Math.max(0, offset - limit)) }, 'Previous'),
    h('span', {}, where),
    h('button', { type: 'button', disabled: last, onclick: () => go(offset + limit) }, 'Next'),
  );
}

export function field(label, control, hint) {
  const id = control.id || uniqueId('field');
  control.id = id;
  const hintId = hint ? `${id}-hint` : null;
  if (hintId) control.setAttribute('aria-describedby', hintId);
  return h('div', { class: 'field' }, h('label', { for: id }, label), control, hint ? h('p', { class: 'hint', id: hintId }, hint) : null);
}

/**
 * Each of the server's sentences beside the field that it is about, and all of them in a notice.
 *
 * controls are all that stand in a field(); at gives the one that a path is about, if there is one
 */
export function complaints(said, problem, controls, at) {
  forget(controls);
  let first = null;
  for (const error of problem.errors ?? []) {
    const control = at(error.path);
    if (!control) continue;
    const frame = control.closest('.field');
    frame.hidden = false;
    control.setAttribute('aria-invalid', 'true');
    frame.append(h('p', { class: 'error', id: uniqueId('error') }, error.message));
    describe(control, frame);
    first ??= control;
  }
  const notice = failure(problem);
  replace(said, notice);
  if (first) first.focus();
  else notice.scrollIntoView({ block: 'nearest' });
}

/** Takes back what was said of fields. */
export function forget(controls) {
  for (const control of controls) {
    control.removeAttribute('aria-invalid');
    const frame = control.closest('.field');
    frame.querySelectorAll('.error').forEach((one) => one.remove());
    describe(control, frame);
  }
}

function describe(control, frame) {
  const ids = [...frame.querySelectorAll('.hint, .error')].map((one) => one.id).filter(Boolean);
  if (ids.length) control.setAttribute('aria-describedby', ids.join(' '));
  else control.removeAttribute('aria-describedby');
}

export function select(options, value, onchange) {
  const control = h('select', { onchange }, options.map(([key, word]) => h('option', { value: key }, word)));
  control.value = value ?? '';
  return control;
}

/** Where a file can be dropped or chosen. */
export function dropZone({ label, hint, accept, take, name }) {
  const input = h('input', { type: 'file', accept, name: name ?? 'file', class: 'hidden-input', onchange: () => input.files[0] && take(input.files[0]) });
  input.id = uniqueId('file');
  const zone = h(
    'label',
    { class: 'drop', for: input.id },
    h('span', { class: 'drop-icon', 'aria-hidden': 'true' }, '↥'),
    h('span', {}, h('strong', {}, label), h('br'), h('span', { class: 'hint' }, hint)),
  );
  const frame = h('div', { class: 'drop-frame' }, input, zone);
  const over = (on) => (event) => {
    event.preventDefault();
    frame.classList.toggle('over', on);
  };
  frame.addEventListener('dragover', over(true));
  frame.addEventListener('dragleave', over(false));
  frame.addEventListener('drop', (event) => {
    over(false)(event);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
  return frame;
}

export function definitions(pairs) {
  return h('dl', { class: 'facts' }, pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** Asks before something is done that cannot be taken back. */
export function confirmed(question, action, other = 'Keep it') {
  return new Promise((resolve) => {
    const box = h(
      'dialog',
      { class: 'box', 'aria-label': question },
      h('p', {}, question),
      h(
        'p',
        { class: 'actions' },
        h('button', { type: 'button', onclick: () => box.close('no') }, other),
        h('button', { type: 'button', class: 'danger', onclick: () => box.close('yes') }, action),
      ),
    );
    box.addEventListener('close', () => {
      box.remove();
      resolve(box.returnValue === 'yes');
    });
    document.body.append(box);
    box.showModal();
  });
}

export { replace };
