import { get } from '../api.js';
import { h, later, replace, say } from '../dom.js';
import { STATES, money, plural, time } from '../format.js';
import { badge, empty, failure, field, pager, select, table, title } from '../parts.js';

const PAGE = 25;

export async function show(main, { query, signal, remember }) {
  const asked = { search: query.search ?? '', status: query.status ?? '', offset: Number(query.offset) || 0 };
  const list = h('div', { class: 'card' });
  const search = h('input', { type: 'search', value: asked.search, autocomplete: 'off', placeholder: 'Reference or applicant' });
  const load = async () => {
    remember({ search: asked.search, status: asked.status, offset: asked.offset || '' });
    try {
      const page = await get('/api/loan-applications', { search: asked.search, status: asked.status, limit: PAGE, offset: asked.offset }, signal);
      draw(list, page, asked, turn);
      say(`${plural(page.total, 'application')} found`);
    } catch (problem) {
      if (!signal.aborted) replace(list, failure(problem, load));
    }
  };
  const turn = (offset) => {
    asked.offset = offset;
    return load();
  };
  const found = later(() => {
    asked.search = search.value.trim();
    turn(0);
  }, 200);
  search.addEventListener('input', found);
  replace(
    main,
    title('Applications', h('a', { class: 'button main', href: '/applications/new' }, 'New application')),
    h(
      'form',
      { class: 'filters', role: 'search', 'aria-label': 'Applications', onsubmit: (event) => event.preventDefault() },
      field('Search', search),
      field('Status', select([['', 'Any'], ...Object.entries(STATES).filter(([key]) => key !== 'queued').map(([key, one]) => [key, one.word])], asked.status, (event) => {
        asked.status = event.target.value;
        turn(0);
      })),
    ),
    list,
  );
  await load();
}

function draw(list, page, asked, turn) {
  if (page.total === 0) {
    replace(
      list,
      asked.search || asked.status
        ? empty('Nothing found', 'No application has these words and this status. Search for less, or for any status.')
        : empty(
            'No applications yet',
            'An application goes out against every lender’s policy and comes back with who would take it, and why not the others.',
            h('a', { class: 'button main', href: '/applications/new' }, 'Enter or upload the first one'),
          ),
    );
    return;
  }
  replace(
    list,
    table('Applications, newest first', [
      { name: 'Applicant', cell: (one) => h('a', { href: `/applications/${one.id}` }, one.applicant || one.reference_id || 'No name given') },
      { name: 'Reference', cell: (one) => one.reference_id ?? '–' },
      { name: 'Amount', number: true, cell: (one) => money(one.amount) },
      { name: 'Would take it', number: true, cell: (one) => (one.lenders !== null ? `${one.eligible} of ${one.lenders}` : '–') },
      { name: 'Status', cell: (one) => badge('state', one.status) },
      { name: 'Received', cell: (one) => h('time', { datetime: one.created_at }, time(one.created_at)) },
    ], page.applications),
    pager(page, turn),
  );
}
