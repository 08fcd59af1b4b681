import { get, put, remove } from '../api.js';
import { h, replace, say } from '../dom.js';
import { money, plural, rate, time, wanted, words } from '../format.js';
import { follow, steps } from '../live.js';
import { PAGE_PICTURES, POLICIES, offers } from '../offers.js';
import { badge, confirmed, definitions, empty, failure, table, title } from '../parts.js';
import { toRun } from '../runs.js';
import { downloadLink, pageImage } from '../source.js';

export async function show(main, { id, signal, go }) {
  const lender = await get(`/api/lenders/${id}`, null, signal);
  const state = h('div', { 'aria-live': 'polite' });
  const policy = h('div', {});
  const versions = h('div', {});
  replace(
    main,
    h('p', { class: 'crumb' }, h('a', { href: '/lenders' }, 'Lenders')),
    title(lender.name, h('button', { type: 'button', onclick: () => forget(lender, go) }, 'Take out')),
    state,
    policy,
    versions,
  );
  draw(policy, lender);
  if (offers(POLICIES)) life(versions, lender.id, signal);
  if (lender.status === 'failed') failed(state, lender);
  else if (lender.status !== 'completed') progress(state, policy, lender, signal);
}

function failed(state, lender) {
  replace(state, h('div', { class: 'notice bad' }, h('p', {}, lender.failure ?? 'The document could not be read.'), toRun(lender)));
}

function progress(state, policy, lender, signal) {
  const text = h('p', {}, 'Reading the guideline…');
  const bar = h('progress', { 'aria-label': 'Reading' });
  replace(state, h('div', { class: 'notice calm' }, text, bar));
  follow({
    run: lender.workflow_run_id,
    signal,
    step: (now) => steps(text, bar, 'Reading the guideline', now),
    look: async () => {
      const now = await get(`/api/lenders/${lender.id}`, null, signal);
      if (now.status === 'failed') failed(state, now);
      if (now.status === 'completed') {
        replace(state);
        draw(policy, now);
        say('The guideline was read.');
      }
      return now.status === 'completed' || now.status === 'failed';
    },
  }).catch((problem) => {
    if (!signal.aborted) replace(state, failure(problem));
  });
}

function draw(place, lender) {
  if (!lender.policy) {
    replace(
      place,
      lender.status === 'failed'
        ? empty('No policy', 'Nothing was read. Upload a better copy under the same name.', h('a', { class: 'button main', href: '/lenders' }, 'To the lenders'))
        : null,
    );
    return;
  }
  const paper = lender.document_id && offers(PAGE_PICTURES) ? viewer(lender.document_id) : null;
  const shown = (criterion) => rule(criterion, paper);
  replace(
    place,
    definitions([
      ['Status', badge('state', lender.status)],
      ['Completeness', lender.completeness_score === null ? '–' : `${lender.completeness_score} of 100`],
      ['Policy', h('code', {}, lender.policy_version?.slice(0, 12) ?? '–')],
      ['In force', lender.policy.effectiveFrom ? `from ${lender.policy.effectiveFrom}` : 'no date given'],
      ['Read', time(lender.updated_at)],
      ...(lender.created_by ? [['Sent by', lender.created_by]] : []),
      ...(lender.document_id && !paper ? [['Document', downloadLink(lender.document_id)]] : []),
    ]),
    lender.policy_details ? h('div', { class: 'notice calm' }, h('p', {}, 'Sent with the document, and not among its rules: ', lender.policy_details)) : null,
    h(
      'div',
      { class: paper ? 'beside' : '' },
      h(
        'div',
        { class: 'read' },
        group('Every program', lender.policy.allPrograms?.criteria ?? [], [], shown),
        (lender.policy.programs ?? []).map((program) => group(program.name, program.criteria ?? [], program.rates ?? [], shown)),
        review(lender, paper),
        unread(lender, paper),
      ),
      paper?.element,
    ),
  );
}

function group(name, criteria, rates, shown) {
  if (!criteria.length && !rates.length) return null;
  return h(
    'section',
    { class: 'card program' },
    h('h2', {}, name),
    criteria.length ? h('ul', { class: 'rules' }, criteria.map(shown)) : null,
    rates.length ? rateTable(name, rates) : null,
  );
}

function rule(criterion, paper) {
  const page = criterion.page ?? criterion.citation?.page;
  const quote = criterion.quote ?? criterion.citation?.quote;
  const text = [
    h('strong', {}, words(criterion.type)),
    ' ',
    wanted(criterion),
    criterion.required === false ? h('span', { class: 'hint' }, ' preferred') : null,
    criterion.when ? h('span', { class: 'hint' }, ` when ${criterion.when}`) : null,
  ];
  if (!paper || !page) return h('li', {}, text, quote ? h('q', {}, quote) : null);
  const button = h(
    'button',
    { type: 'button', class: 'rule', onclick: () => paper.show(page, quote, button), onpointerenter: () => paper.peek(page, quote, button) },
    h('span', {}, text),
    h('span', { class: 'source' }, h('span', { class: 'where' }, `Page ${page}`), quote ? h('q', {}, quote) : null),
  );
  return h('li', {}, button);
}

function rateTable(name, rates) {
  return h(
    'table',
    { class: 'rates' },
    h('caption', {}, 'Buy rates'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Amount'), h('th', { scope: 'col' }, 'Term'), h('th', { scope: 'col', class: 'number' }, 'Rate'))),
    h(
      'tbody',
      {},
      rates.map((band) =>
        h('tr', {}, h('td', {}, range(band.amountMin, band.amountMax, money)), h('td', {}, range(band.termMinMonths, band.termMaxMonths, (months) => `${months} months`)), h('td', { class: 'number' }, rate(band.rateBps))),
      ),
    ),
  );
}

function range(from, to, format) {
  const has = (value) => value !== null && value !== undefined;
  if (has(from) && has(to)) return `${format(from)} to ${format(to)}`;
  if (has(from)) return `from ${format(from)}`;
  return has(to) ? `up to ${format(to)}` : 'any';
}

/** Where a language model read otherwise than the rules: a person decides. */
function review(lender, paper) {
  if (!lender.review?.length) return null;
  return h(
    'section',
    { class: 'card', id: 'review' },
    h('h2', {}, `To review: ${plural(lender.review.length, 'point')}`),
    h('p', { class: 'hint' }, 'The rules’ value counts until somebody has looked at the page.'),
    h(
      'ul',
      { class: 'rules' },
      lender.review.map((point) => {
        const text = [
          h('strong', {}, words(point.field)),
          h('span', {}, point.reason),
          h('span', { class: 'hint' }, `Rules: ${reading(point.rules)}. Model: ${reading(point.llm)}.`),
        ];
        if (!paper || !point.page) return h('li', { class: 'point' }, text, point.quote ? h('q', {}, point.quote) : null);
        const button = h(
          'button',
          { type: 'button', class: 'rule', onclick: () => paper.show(point.page, point.quote, button) },
          text,
          h('span', { class: 'source' }, h('span', { class: 'where' }, `Page ${point.page}`), point.quote ? h('q', {}, point.quote) : null),
        );
        return h('li', {}, button);
      }),
    ),
  );
}

function reading(value) {
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function unread(lender, paper) {
  if (!lender.unread.length) return null;
  return h(
    'details',
    { class: 'card' },
    h('summary', {}, `${plural(lender.unread.length, 'line')} that no rule was read from`),
    h('p', { class: 'hint' }, 'Look at them: what stands here is in no decision.'),
    h(
      'ul',
      { class: 'rules' },
      lender.unread.map((line) => {
        const button = paper && line.page
          ? h('button', { type: 'button', class: 'rule', onclick: () => paper.show(line.page, line.text, button) }, h('q', {}, line.text), h('span', { class: 'source' }, `Page ${line.page}`))
          : h('q', {}, line.text ?? String(line));
        return h('li', {}, button);
      }),
    ),
  );
}

/** The document beside what was read from it. */
function viewer(documentId) {
  const heading = h('h2', {}, 'Page 1');
  const image = h('img', { alt: 'Page 1 of the document', src: pageImage(documentId, 1) });
  const missing = h('p', { class: 'hint', hidden: true }, 'This page cannot be shown here; the document can be saved.');
  image.addEventListener('error', () => {
    image.hidden = true;
    missing.hidden = false;
  });
  image.addEventListener('load', () => {
    image.hidden = false;
    missing.hidden = true;
  });
  const element = h('aside', { class: 'paper-frame', 'aria-label': 'The lender’s document' }, h('header', {}, heading, downloadLink(documentId)), h('div', { class: 'paper' }, image, missing));
  let pinned = null;
  let resting;
  const turn = (page, quote, button) => {
    for (const other of document.querySelectorAll('.rule[aria-current]')) other.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
    heading.textContent = `Page ${page}`;
    image.alt = quote ? `Page ${page} of the document, with the words “${quote}” marked` : `Page ${page} of the document`;
    const source = pageImage(documentId, page, quote);
    if (image.getAttribute('src') !== source) image.setAttribute('src', source);
  };
  return {
    element,
    show: (page, quote, button) => {
      pinned = button;
      turn(page, quote, button);
      say(`Page ${page} is shown, with these words marked.`);
      if (matchMedia('(max-width: 60rem)').matches) element.scrollIntoView({ block: 'start' });
    },
    // Resting on a rule shows it, passing over it does not.
    peek: (page, quote, button) => {
      clearTimeout(resting);
      resting = setTimeout(() => {
        if (button.matches(':hover') && pinned !== button) turn(page, quote, button);
      }, 250);
    },
  };
}

const LIFE = {
  draft: { word: 'Draft', tone: 'calm' },
  shadow: { word: 'Shadow', tone: 'warn' },
  active: { word: 'Active', tone: 'good' },
  retired: { word: 'Retired', tone: 'calm' },
};

/** The policy's versions, and what can be done with each. */
async function life(place, id, signal) {
  try {
    const { policies, active_version: active } = await get(`/api/lenders/${id}/policies`, null, signal);
    if (!policies.length) return;
    replace(
      place,
      h(
        'section',
        { class: 'card' },
        h('h2', {}, 'Versions of the policy'),
        table('Versions of the policy, the newest first', [
          { name: 'Version', cell: (one) => h('code', {}, one.version.slice(0, 8)) },
          { name: 'Status', cell: (one) => h('span', { class: `badge ${LIFE[one.status].tone}` }, LIFE[one.status].word) },
          { name: 'Came', cell: (one) => h('time', { datetime: one.created_at }, time(one.created_at)) },
          { name: 'In force', cell: (one) => one.effective_from ?? 'No date' },
          { name: 'What now', cell: (one) => (one.version === active ? decides(id, one) : actions(place, id, one, active, signal)) },
        ], policies),
      ),
    );
  } catch (problem) {
    if (!signal.aborted) replace(place, failure(problem));
  }
}

function decides(id, one) {
  const name = one.version.slice(0, 8);
  return h(
    'span',
    { class: 'actions' },
    'It decides',
    h('a', { href: `/lenders/${id}/edit?version=${one.version}`, 'aria-label': `Edit a copy of ${name}` }, 'Edit a copy'),
    yaml(id, one, name),
  );
}

/** The policy as a file, for an editor and for version control. */
function yaml(id, one, name) {
  return h('a', { href: `/api/lenders/${id}/policies/${one.version}?format=yaml`, download: `policy-${name}.yaml`, 'aria-label': `${name} as YAML` }, 'YAML');
}

function actions(place, id, one, active, signal) {
  const name = one.version.slice(0, 8);
  const move = async () => {
    if (!(await confirmed(`Make version ${name} the one that decides? Applications that come from now on are judged by it.`, 'Make it active'))) return;
    try {
      await put(`/api/lenders/${id}/policies/${one.version}/status`, { status: 'active' });
      say(`Version ${name} is active.`);
      await life(place, id, signal);
    } catch (problem) {
      place.prepend(failure(problem));
    }
  };
  return h(
    'span',
    { class: 'actions' },
    active ? h('a', { href: `/lenders/${id}/compare?version=${one.version}&with=${active}`, 'aria-label': `Compare ${name} with the active version` }, 'Compare') : null,
    active ? h('a', { href: `/simulate?lender=${id}&version=${one.version}`, 'aria-label': `Simulate ${name}` }, 'Simulate') : null,
    h('a', { href: `/lenders/${id}/edit?version=${one.version}`, 'aria-label': `Edit ${name}` }, 'Edit'),
    yaml(id, one, name),
    h('button', { type: 'button', class: 'small', onclick: move, 'aria-label': `Make ${name} active` }, 'Make active'),
  );
}

async function forget(lender, go) {
  if (!(await confirmed(`Take ${lender.name} out of matching? Past matches keep it.`, 'Take it out'))) return;
  await remove(`/api/lenders/${lender.id}`);
  await go('/lenders');
  say('The lender was taken out.');
}
