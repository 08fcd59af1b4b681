import { get } from '../api.js';
import { h, replace, say } from '../dom.js';
import { plural, quantity, rate, wanted, words } from '../format.js';
import { empty, failure, field, select, title } from '../parts.js';

const KINDS = {
  added: { word: 'Added', tone: 'good', icon: '+' },
  removed: { word: 'Removed', tone: 'bad', icon: '−' },
  changed: { word: 'Changed', tone: 'warn', icon: '≠' },
};

export async function show(main, { id, query, signal, remember }) {
  const { policies, lender, active_version: active } = await get(`/api/lenders/${id}/policies`, null, signal);
  const asked = {
    version: query.version ?? policies.find((one) => one.version !== active)?.version ?? active ?? '',
    with: query.with ?? active ?? policies.at(-1)?.version ?? '',
  };
  const place = h('div', { 'aria-live': 'polite' });
  const load = async () => {
    remember(asked);
    try {
      const diff = await get(`/api/lenders/${id}/policies/${asked.version}/diff`, { with: asked.with }, signal);
      draw(place, diff.differences ?? diff);
    } catch (problem) {
      if (!signal.aborted) replace(place, failure(problem, load));
    }
  };
  const options = policies.map((one) => [one.version, `${one.version.slice(0, 8)} ${one.status}`]);
  replace(
    main,
    h('p', { class: 'crumb' }, h('a', { href: `/lenders/${id}` }, lender)),
    title('Compare policies'),
    policies.length < 2
      ? empty('Only one version', 'A second one comes with the next guideline or draft of this lender.', h('a', { class: 'button main', href: `/lenders/${id}` }, 'To the lender'))
      : [
          h(
            'form',
            { class: 'filters', 'aria-label': 'Versions', onsubmit: (event) => event.preventDefault() },
            field('Before', select(options, asked.with, (event) => {
              asked.with = event.target.value;
              load();
            })),
            field('After', select(options, asked.version, (event) => {
              asked.version = event.target.value;
              load();
            })),
            h('a', { class: 'button', href: `/simulate?lender=${id}` }, 'Simulate a version'),
          ),
          place,
        ],
  );
  if (policies.length > 1) await load();
}

function draw(place, differences) {
  if (!differences.length) {
    replace(place, empty('No difference', 'Both versions say the same.'));
    say('No difference.');
    return;
  }
  const groups = new Map();
  for (const one of differences) {
    if (!groups.has(one.where)) groups.set(one.where, []);
    groups.get(one.where).push(one);
  }
  replace(
    place,
    h('p', { class: 'hint' }, plural(differences.length, 'difference')),
    [...groups].map(([where, list]) =>
      h(
        'section',
        { class: 'card' },
        h('h2', {}, words(where)),
        h(
          'table',
          { class: 'criteria' },
          h('caption', { class: 'hidden' }, `Differences of ${where}`),
          h('thead', {}, h('tr', {}, ['Rule', 'What', 'Before', 'After'].map((name) => h('th', { scope: 'col' }, name)))),
          h('tbody', {}, list.map(row)),
        ),
      ),
    ),
  );
  say(plural(differences.length, 'difference'));
}

function row(one) {
  const kind = KINDS[one.kind] ?? { word: one.kind, tone: 'calm', icon: '' };
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, words(one.what)),
    h('td', { 'data-name': 'What' }, h('span', { class: `badge ${kind.tone}` }, h('span', { 'aria-hidden': 'true' }, kind.icon), ` ${kind.word}`)),
    h('td', { 'data-name': 'Before' }, item(one.before)),
    h('td', { 'data-name': 'After' }, item(one.after)),
  );
}

function item(value) {
  if (value === undefined || value === null) return '–';
  if (typeof value !== 'object' || Array.isArray(value)) return quantity(value);
  if ('rateBps' in value) return rate(value.rateBps);
  if ('operator' in value) {
    const quote = value.quote ?? value.citation?.quote;
    return [wanted(value), value.required === false ? ', preferred' : null, quote ? [' ', h('q', {}, quote)] : null];
  }
  return h('pre', {}, JSON.stringify(value, null, 1));
}
