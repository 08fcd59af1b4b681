import { get, remove } from '../api.js';
import { h, replace, say } from '../dom.js';
import { OUTCOMES, count, money, plural, quantity, rate, time, words } from '../format.js';
import { follow, steps } from '../live.js';
import { criteria, ways, reasons } from '../decision.js';
import { REPORT, offers } from '../offers.js';
import { badge, confirmed, definitions, empty, failure, pager, title } from '../parts.js';
import { toRun } from '../runs.js';

const PAGE = 50;

export async function show(main, { id, query, signal, go, remember }) {
  const stored = await get(`/api/loan-applications/${id}`, null, signal);
  const application = stored.application;
  const name = application.applicant?.name || stored.reference_id || 'Application';
  const state = h('div', { 'aria-live': 'polite' });
  const matches = h('div', {});
  replace(
    main,
    h('p', { class: 'crumb' }, h('a', { href: '/applications' }, 'Applications')),
    title(name, stored.status === 'completed' && offers(REPORT) ? h('a', { class: 'button', href: `/api/loan-applications/${id}/report.pdf`, download: true }, 'Report as PDF') : null, h('button', { type: 'button', onclick: () => forget(id, name, go) }, 'Delete')),
    definitions(headline(stored)),
    state,
    matches,
    asItCame(stored),
  );
  const asked = { outcome: query.outcome ?? '', offset: Number(query.offset) || 0 };
  const draw = () => ranked(matches, id, asked, signal, remember);
  if (stored.status === 'completed') await draw();
  else if (stored.status === 'failed') failed(state, stored);
  else progress(state, stored, signal, draw);
}

function headline(stored) {
  const { application } = stored;
  return [
    ['Reference', stored.reference_id ?? '–'],
    ['Amount', money(application.loan?.amount)],
    ['Term', application.loan?.term_months ? `${application.loan.term_months} months` : '–'],
    ['For', [application.equipment?.type, application.business?.state].filter(Boolean).join(', ') || '–'],
    ['Received', time(stored.created_at)],
  ];
}

function failed(state, stored) {
  replace(state, h('div', { class: 'notice bad' }, h('p', {}, stored.failure ?? 'The matching failed; its run says why.'), toRun(stored)));
}

/** Shows what the run is doing, until the matches are there. */
function progress(state, stored, signal, draw) {
  const bar = h('progress', { 'aria-label': 'Matching' });
  const text = h('p', {}, 'Matching against every lender…');
  replace(state, h('div', { class: 'notice calm' }, text, bar));
  follow({
    run: stored.workflow_run_id,
    signal,
    step: (now) => steps(text, bar, 'Matching against every lender', now),
    look: async () => {
      const now = await get(`/api/loan-applications/${stored.id}`, null, signal);
      if (now.status === 'failed') failed(state, now);
      if (now.status === 'completed') {
        replace(state);
        await draw();
        say('The matches are there.');
      }
      return now.status === 'completed' || now.status === 'failed';
    },
  }).catch((problem) => {
    if (!signal.aborted) replace(state, failure(problem));
  });
}

async function ranked(place, id, asked, signal, remember) {
  try {
    const page = await get(
      `/api/loan-applications/${id}/matches`,
      { outcome: asked.outcome, limit: PAGE, offset: asked.offset, detail: 'summary' },
      signal,
    );
    const again = (change) => {
      Object.assign(asked, change);
      remember({ outcome: asked.outcome, offset: asked.offset || '' });
      return ranked(place, id, asked, signal, remember).then(() => say(plural(page.total, 'lender')));
    };
    replace(
      place,
      h('h2', {}, 'Lenders'),
      page.lenders === 0
        ? empty('No lender to match against', 'There was no active lender when this application came.', h('a', { class: 'button main', href: '/lenders' }, 'Add a lender'))
        : [
            tabs(page, asked, (outcome) => again({ outcome, offset: 0 })),
            page.total === 0 ? h('p', { class: 'hint' }, 'None of them.') : null,
            h('ol', { class: 'matches' }, page.matches.map((match) => matchRow(id, match, signal))),
            page.total > PAGE ? pager(page, (offset) => again({ offset })) : null,
          ],
    );
  } catch (problem) {
    if (!signal.aborted) replace(place, failure(problem, () => ranked(place, id, asked, signal, remember)));
  }
}

function tabs(page, asked, choose) {
  const tab = (outcome, word, many, tone) =>
    h(
      'button',
      { type: 'button', class: `tile ${tone}`, 'aria-pressed': String(asked.outcome === outcome), onclick: () => choose(outcome) },
      h('strong', {}, count(many)),
      h('span', {}, word),
    );
  return h(
    'div',
    { class: 'tiles', role: 'group', 'aria-label': 'Show lenders by outcome' },
    tab('', 'All', page.lenders, 'calm'),
    tab('ELIGIBLE', 'Eligible', page.eligible, 'good'),
    tab('NEEDS_REVIEW', 'Needs review', page.needs_review, 'warn'),
    tab('INELIGIBLE', 'Ineligible', page.ineligible, 'bad'),
  );
}

function matchRow(id, match, signal) {
  const body = h('div', { class: 'match-body' });
  let loaded = false;
  const tone = OUTCOMES[match.outcome]?.tone ?? 'calm';
  const details = h(
    'details',
    {
      class: `match ${tone}`,
      ontoggle: async () => {
        if (!details.open || loaded) return;
        loaded = true;
        replace(body, h('p', { class: 'hint' }, 'Loading…'));
        try {
          draw(body, await get(`/api/loan-applications/${id}/matches/${match.lender.id}`, null, signal));
        } catch (problem) {
          loaded = false;
          if (!signal.aborted) replace(body, failure(problem));
        }
      },
    },
    h(
      'summary',
      {},
      h('span', { class: 'rank' }, h('span', { class: 'hidden' }, 'Rank '), match.rank ?? '–'),
      h('span', { class: 'who' }, h('strong', {}, match.lender.name), h('span', { class: 'hint' }, match.best_program ?? '')),
      match.status === 'failed' ? badge('state', 'failed') : badge('outcome', match.outcome),
      h('span', { class: 'score' }, meter(match.score), h('span', { class: 'number' }, match.score === null ? '–' : `${match.score.toFixed(1)}`)),
      h('span', { class: 'rate number' }, rate(match.rate_bps)),
    ),
    match.failure ? h('p', { class: 'notice bad' }, match.failure) : null,
    short(match),
    body,
  );
  return h('li', {}, details, details.open ? null : headlineOf(match));
}

/** Under a closed row: the first thing to know. */
function headlineOf(match) {
  const first = match.nearest?.[0]?.sentence;
  const reason = match.reasons[0]?.message;
  if (!first && !reason) return null;
  return h('p', { class: 'why' }, reason, first ? [' ', h('span', { class: 'way' }, `Way in: ${first}`)] : null);
}

function short(match) {
  return [reasons(match), ways(match)];
}

function meter(score) {
  return score === null ? null : h('meter', { min: 0, max: 100, low: 60, high: 90, optimum: 100, value: score, 'aria-label': `Score ${score.toFixed(1)} of 100` });
}

function draw(body, match) {
  const programs = [...match.programs].sort((a, b) => (b.name === match.best_program) - (a.name === match.best_program));
  replace(
    body,
    programs.map((program, i) =>
      h(
        'details',
        { class: 'program', open: i === 0 },
        h('summary', {}, h('strong', {}, program.name), ' ', badge('outcome', program.outcome), h('span', { class: 'hint' }, ` ${rate(program.rate_bps)}, score ${program.score.toFixed(1)}`)),
        criteria(program, match),
        h('p', { class: 'hint' }, `Score ${program.score_formula}.`, program.rate_explanation ? ` ${program.rate_explanation}` : null),
      ),
    ),
    h('p', {}, h('a', { href: `/lenders/${match.lender.id}` }, `${match.lender.name}’s whole policy`)),
  );
}

function asItCame(stored) {
  const sections = Object.entries(stored.application).map(([section, value]) => {
    if (section === 'reference_id' || value === null) return null;
    const many = Array.isArray(value) ? value : [value];
    return many.map((one, i) =>
      typeof one === 'object' && one !== null
        ? h('section', {}, h('h3', {}, words(section) + (many.length > 1 ? ` ${i + 1}` : '')), definitions(Object.entries(one).map(([name, field]) => [words(name), quantity(field)])))
        : definitions([[words(section), quantity(one)]]),
    );
  });
  return h(
    'details',
    { class: 'card as-it-came' },
    h('summary', {}, 'The application as it came'),
    stored.unknown_fields.length
      ? h('p', { class: 'notice warn' }, `No rule looks at: ${stored.unknown_fields.join(', ')}.`)
      : null,
    h('div', { class: 'sections' }, sections),
  );
}

async function forget(id, name, go) {
  if (!(await confirmed(`Delete the application of ${name}? Its matches go with it.`, 'Delete it'))) return;
  await remove(`/api/loan-applications/${id}`);
  await go('/applications');
  say('The application was deleted.');
}
