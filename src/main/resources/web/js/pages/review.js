import { get, put } from '../api.js';
import { h, replace, say } from '../dom.js';
import { money, plural, time, wanted, words } from '../format.js';
import { empty, failure, pager, title } from '../parts.js';

const MOST = 10;

/** What waits for a person, in one place; what is decided is decided where the links go. */
export async function show(main, { signal }) {
  const lenders = h('div', {});
  const applications = h('div', {});
  replace(
    main,
    title('To review'),
    h('p', { class: 'lead' }, 'What nobody should decide but a person: guidelines that were not read with certainty, and applications that a lender’s policy leaves open.'),
    section('guidelines', 'Guidelines', lenders),
    section('applications', 'Applications', applications),
  );
  await Promise.all([
    list(lenders, '/api/review/lenders', 'lenders', lender, 'No guideline waits', 'Everything that was read has been looked at.', signal),
    list(applications, '/api/review/applications', 'applications', application, 'No application waits', 'Every lender said yes or no.', signal),
  ]);
}

function section(id, name, place) {
  return h('section', { 'aria-labelledby': id, class: 'waiting' }, h('h2', { id, tabindex: '-1' }, name), place);
}

async function list(place, path, name, draw, heading, sentence, signal, offset = 0) {
  const again = (at) => list(place, path, name, draw, heading, sentence, signal, at);
  try {
    const page = await get(path, { limit: MOST, offset }, signal);
    const entries = page[name];
    if (!entries.length && offset > 0) {
      await again(Math.max(0, offset - MOST));
      return;
    }
    replace(
      place,
      entries.length ? h('ul', { class: 'matches' }, entries.map((entry) => draw(entry, () => again(offset)))) : empty(heading, sentence),
      entries.length ? pager(page, again) : null,
    );
  } catch (problem) {
    if (!signal.aborted) replace(place, failure(problem, () => again(offset)));
  }
}

function lender(one, again) {
  const edit = one.policy_version ? h('a', { class: 'button', href: `/lenders/${one.id}/edit`, 'aria-label': `Edit the policy of ${one.name}` }, 'Edit the policy') : null;
  return card(
    h('a', { href: `/lenders/${one.id}` }, one.name),
    [`Read ${time(one.updated_at)}`],
    [
      one.status === 'failed' ? h('p', { class: 'error' }, one.failure ?? 'The document could not be read.') : null,
      one.review.length ? h('p', {}, `${plural(one.review.length, 'point')} where the model read otherwise than the rules; the rules’ value counts.`) : null,
      one.review.length ? h('ul', { class: 'rules' }, one.review.map(point)) : null,
      one.unread_lines ? unread(one) : null,
    ],
    [edit, looked(`/api/lenders/${one.id}/review`, one.name, again)],
  );
}

function point(one) {
  return h(
    'li',
    {},
    h('strong', {}, words(one.field)),
    ` ${one.reason}`,
    h('dl', { class: 'facts' }, reading('Rules', one.rules), reading('Model', one.llm, one)),
  );
}

function reading(who, value, where) {
  const known = value !== null && value !== undefined;
  const quote = value?.quote ?? value?.citation?.quote ?? where?.quote;
  const page = value?.page ?? value?.citation?.page ?? where?.page;
  return h(
    'div',
    {},
    h('dt', {}, who),
    h('dd', {}, known ? said(value) : 'nothing', known && quote ? h('blockquote', {}, quote) : null, known && page ? h('span', { class: 'hint' }, `Page ${page}`) : null),
  );
}

function said(value) {
  if (typeof value !== 'object') return String(value);
  return value.operator ? wanted(value) : JSON.stringify(value);
}

function unread(one) {
  return h(
    'details',
    {},
    h('summary', {}, `${plural(one.unread_lines, 'line')} that no rule was read from`),
    h('ul', { class: 'rules' }, one.unread.map((line) => h('li', {}, h('q', {}, line.text), line.page ? h('span', { class: 'hint' }, ` Page ${line.page}`) : null))),
    one.unread_lines > one.unread.length ? h('p', {}, h('a', { href: `/lenders/${one.id}` }, 'All of them, beside the document')) : null,
  );
}

function application(one, again) {
  const name = one.applicant ?? one.reference_id ?? 'Unnamed';
  return card(
    h('a', { href: `/applications/${one.id}` }, name),
    [one.reference_id, money(one.amount), `${plural(one.needs_review, 'lender')} of ${one.lenders} to review, ${one.eligible} eligible`, time(one.completed_at)],
    [
      h('ul', { class: 'rules' }, one.matches.map((match) => h('li', {}, h('strong', {}, match.lender.name), h('ul', {}, match.reasons.map((reason) => h('li', {}, reason.message)))))),
      one.needs_review > one.matches.length ? h('p', { class: 'hint' }, `and ${plural(one.needs_review - one.matches.length, 'lender')} more`) : null,
    ],
    [h('a', { class: 'button', href: `/applications/${one.id}`, 'aria-label': `Decide on ${name}` }, 'Decide'), looked(`/api/loan-applications/${one.id}/review`, name, again)],
  );
}

function card(name, facts, body, actions) {
  return h(
    'li',
    { class: 'waits' },
    h('h3', {}, name),
    h('p', { class: 'hint' }, facts.filter(Boolean).join(' · ')),
    body,
    h('p', { class: 'actions' }, actions),
  );
}

function looked(path, name, again) {
  const button = h('button', { type: 'button', 'aria-label': `Looked at: ${name}` }, 'Looked at');
  button.addEventListener('click', async () => {
    const heading = button.closest('section').querySelector('h2');
    button.disabled = true;
    try {
      await put(path, { reviewed: true });
      await again();
      // What had the focus is gone.
      heading.focus();
      say(`${name} no longer waits.`);
    } catch (problem) {
      button.disabled = false;
      button.parentElement.before(failure(problem));
    }
  });
  return button;
}
