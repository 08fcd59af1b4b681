// How a decision is shown: its reasons, the nearest way in, every criterion.

import { h } from './dom.js';
import { plural, quantity, wanted, words } from './format.js';
import { badge } from './parts.js';
import { cite } from './source.js';

export function reasons(match) {
  if (!match.reasons.length) return null;
  return h(
    'section',
    {},
    h('h3', {}, match.outcome === 'INELIGIBLE' ? 'Why not' : 'What to look at'),
    h('ul', { class: 'reasons' }, match.reasons.map((reason) => h('li', {}, reason.message, ' ', reason.citation ? cite(reason.citation, match.document_id, match.lender.name) : null))),
  );
}

export function ways(match) {
  if (!match.nearest?.length) return null;
  return h(
    'section',
    { class: 'ways' },
    h('h3', {}, 'The nearest way in'),
    h('ul', {}, match.nearest.map((way) => h('li', {}, way.sentence, h('span', { class: 'hint' }, ` ${way.program}`)))),
  );
}

const ORDER = { failed: 0, unknown: 1, passed: 2 };

/** Every criterion of a program, what decides first. */
export function criteria(program, match) {
  const rows = [...program.criteria].sort((a, b) => ORDER[a.result] - ORDER[b.result]);
  return h(
    'div',
    {},
    h(
      'table',
      { class: 'criteria' },
      h('caption', { class: 'hidden' }, `Criteria of ${program.name}`),
      h('thead', {}, h('tr', {}, ['Rule', 'Wanted', 'Application', 'Result', 'Explanation', 'Source'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map((one) => row(one, match))),
    ),
    program.not_applicable?.length
      ? h(
          'details',
          { class: 'aside' },
          h('summary', {}, `Does not apply here: ${plural(program.not_applicable.length, 'rule')}`),
          h('ul', {}, program.not_applicable.map((one) => h('li', {}, one.explanation))),
        )
      : null,
  );
}

function row(one, match) {
  return h(
    'tr',
    { class: one.result },
    h('th', { scope: 'row' }, words(one.type), one.required ? null : h('span', { class: 'hint' }, ' preferred'), one.when ? h('span', { class: 'hint' }, ` when ${one.when}`) : null),
    h('td', { 'data-name': 'Wanted' }, wanted(one)),
    h('td', { 'data-name': 'Application' }, quantity(one.actual, one.unit)),
    h('td', { 'data-name': 'Result' }, badge('result', one.result)),
    h('td', { 'data-name': 'Explanation' }, one.explanation),
    h('td', { 'data-name': 'Source' }, cite(one.citation, match.document_id, match.lender.name)),
  );
}
