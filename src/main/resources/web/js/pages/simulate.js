import { get, post } from '../api.js';
import { shares, diverging } from '../chart.js';
import { h, replace, say } from '../dom.js';
import { OUTCOMES, count, plural, rate, words } from '../format.js';
import { badge, empty, failure, field, select, table, title } from '../parts.js';

const MOST_SHOWN = 200;

export async function show(main, { query, signal, remember }) {
  const { lenders } = await get('/api/lenders', { limit: 500, status: 'completed' }, signal);
  if (!lenders.length) {
    replace(main, title('Simulate'), empty('No policy to simulate', 'A simulation replays past applications against another version of a lender’s policy.', h('a', { class: 'button main', href: '/lenders' }, 'Add a lender')));
    return;
  }
  const asked = { lender: query.lender ?? lenders[0].id, version: query.version ?? '', last: query.last ?? '1000' };
  const versions = h('div', { class: 'field' });
  const said = h('div', { 'aria-live': 'polite' });
  const choose = async () => {
    const { policies, active_version: active } = await get(`/api/lenders/${asked.lender}/policies`, null, signal);
    const others = policies.filter((one) => one.version !== active);
    if (!policies.some((one) => one.version === asked.version)) asked.version = (others[0] ?? policies[0])?.version ?? '';
    replace(versions, ...field('Version to try', select(
      policies.map((one) => [one.version, `${one.version.slice(0, 8)} ${one.status}`]),
      asked.version,
      (event) => {
        asked.version = event.target.value;
      },
    ), others.length ? null : 'There is only the active one: nothing would change.').childNodes);
  };
  const last = h('input', { type: 'text', inputmode: 'numeric', value: asked.last, autocomplete: 'off' });
  const run = async (event) => {
    event.preventDefault();
    asked.last = last.value.trim();
    remember(asked);
    replace(said, h('p', { class: 'notice calm', role: 'status' }, 'Replaying…'));
    try {
      const path = `/api/lenders/${asked.lender}/policies/${asked.version}/simulate`;
      const swaps = await post(path, { last: /^\d+$/.test(asked.last) ? Number(asked.last) : asked.last });
      draw(said, swaps);
    } catch (problem) {
      replace(said, failure(problem));
    }
  };
  replace(
    main,
    title('Simulate'),
    h('p', { class: 'lead' }, 'What would have come of the last applications, had this version of the policy been the active one? Nothing is changed.'),
    h(
      'form',
      { class: 'filters', 'aria-label': 'Simulation', onsubmit: run },
      field('Lender', select(lenders.map((one) => [one.id, one.name]), asked.lender, async (event) => {
        asked.lender = event.target.value;
        await choose();
      })),
      versions,
      field('Newest applications', last),
      h('button', { class: 'main' }, 'Simulate'),
    ),
    said,
  );
  await choose();
}

function draw(place, swaps) {
  say(`${plural(swaps.applications, 'application')} replayed: ${swaps.newly_approved} newly approved, ${swaps.newly_declined} newly declined.`);
  const tile = (word, many, tone) => h('div', { class: `tile button ${tone}` }, h('strong', {}, count(many)), h('span', {}, word));
  replace(
    place,
    h(
      'div',
      { class: 'tiles' },
      tile('Applications', swaps.applications, 'calm'),
      tile('Newly approved', swaps.newly_approved, 'good'),
      tile('Newly declined', swaps.newly_declined, 'bad'),
      tile('Other rate', swaps.rate_changes, 'warn'),
    ),
    swaps.applications === 0
      ? empty('No applications yet', 'There is nothing to replay: enter or upload some first.', h('a', { class: 'button main', href: '/applications/new' }, 'New application'))
      : h('section', { class: 'card' }, outcomes(swaps), legend()),
    swaps.by_reason?.length
      ? h(
          'section',
          { class: 'card' },
          diverging({
            title: 'What the changes hang on',
            left: 'worse off',
            right: 'better off',
            rows: swaps.by_reason.map((one) => ({ name: words(one.code), left: one.worse, right: one.better })),
          }),
        )
      : null,
    swaps.swaps.length ? list(swaps) : swaps.applications ? empty('No change', 'Every application would have come to the same.') : null,
  );
}

function outcomes(swaps) {
  const order = Object.keys(OUTCOMES);
  const sum = (pick) => {
    const totals = Object.fromEntries(order.map((outcome) => [outcome, 0]));
    for (const [before, moves] of Object.entries(swaps.moves ?? {})) {
      for (const [after, many] of Object.entries(moves)) totals[pick === 'before' ? before : after] += many;
    }
    return order.map((outcome) => ({ name: OUTCOMES[outcome].word.toLowerCase(), tone: OUTCOMES[outcome].tone, value: totals[outcome] }));
  };
  return shares({ title: 'Outcomes before and after', rows: [{ name: 'Present', parts: sum('before') }, { name: 'Tried', parts: sum('after') }] });
}

const legend = () => h('p', { class: 'legend' }, Object.keys(OUTCOMES).map((outcome) => badge('outcome', outcome)));

function list(swaps) {
  const shown = swaps.swaps.slice(0, MOST_SHOWN);
  return h(
    'section',
    { class: 'card' },
    h('div', { class: 'title' }, h('h2', {}, 'Applications that would come to something else'), h('button', { type: 'button', onclick: () => save(swaps) }, 'Save as CSV')),
    table('Swap set', [
      { name: 'Application', cell: (one) => h('a', { href: `/applications/${one.application_id}`, class: 'id' }, one.application_id.slice(0, 8)) },
      { name: 'Before', cell: (one) => badge('outcome', one.before) },
      { name: 'After', cell: (one) => badge('outcome', one.after) },
      { name: 'Rate', cell: (one) => (one.rate_before === one.rate_after ? '–' : `${rate(one.rate_before)} → ${rate(one.rate_after)}`) },
      { name: 'Why', cell: (one) => h('ul', { class: 'reasons' }, [...one.come, ...(one.come.length ? [] : one.gone.map((text) => `No longer: ${text}`))].map((text) => h('li', {}, text))) },
    ], shown),
    swaps.swaps.length > shown.length ? h('p', { class: 'hint' }, `The first ${count(shown.length)} of ${count(swaps.swaps.length)}; all of them are in the CSV.`) : null,
  );
}

/** A sheet must not run what a document said: such cells begin with an apostrophe. */
function cell(value) {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function save(swaps) {
  const head = ['application_id', 'before', 'after', 'rate_before', 'rate_after', 'codes', 'gone', 'come'];
  const lines = swaps.swaps.map((one) =>
    [one.application_id, one.before, one.after, one.rate_before, one.rate_after, one.codes.join(' '), one.gone.join(' '), one.come.join(' ')].map(cell).join(','),
  );
  const address = URL.createObjectURL(new Blob([[head.join(','), ...lines, ''].join('\r\n')], { type: 'text/csv' }));
  const link = h('a', { href: address, download: 'simulation.csv' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
