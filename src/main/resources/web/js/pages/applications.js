import { h } from '../dom.js';
import { money, time } from '../format.js';
import { showList } from '../lists.js';
import { badge, empty, table, title } from '../parts.js';

export const show = (main, page) =>
  showList(main, page, {
    path: '/api/loan-applications',
    parameter: 'search',
    placeholder: 'Reference or applicant',
    one: 'application',
    label: 'Applications',
    head: [title('Applications', h('a', { class: 'button main', href: '/applications/new' }, 'New application'))],
    rows,
  });

function rows(page, asked) {
  if (page.total === 0) {
    return asked.search || asked.status
      ? empty('Nothing found', 'No application has these words and this status. Search for less, or for any status.')
      : empty(
          'No applications yet',
          'An application goes out against every lender’s policy and comes back with who would take it, and why not the others.',
          h('a', { class: 'button main', href: '/applications/new' }, 'Enter or upload the first one'),
        );
  }
  return table('Applications, newest first', [
    { name: 'Applicant', cell: (one) => h('a', { href: `/applications/${one.id}` }, one.applicant || one.reference_id || 'No name given') },
    { name: 'Reference', cell: (one) => one.reference_id ?? '–' },
    { name: 'Amount', number: true, cell: (one) => money(one.amount) },
    { name: 'Would take it', number: true, cell: (one) => (one.lenders !== null ? `${one.eligible} of ${one.lenders}` : '–') },
    { name: 'Status', cell: (one) => badge('state', one.status) },
    { name: 'Received', cell: (one) => h('time', { datetime: one.created_at }, time(one.created_at)) },
  ], page.applications);
}
