// A page with a list: searched, filtered by status and paged, with what was asked in its address.

import { get } from './api.js';
import { h, later, replace, say } from './dom.js';
import { STATES, plural } from './format.js';
import { failure, field, pager, select } from './parts.js';

const PAGE = 25;
const TYPING = 200; // milliseconds

/**
 * Shows the list of what an address of the interface has.
 *
 * of: path, its search parameter, the search field's placeholder, the word for one of them, the
 * list's label; head: what stands above; rows(page, asked) draws a page of the answer.
 */
export async function showList(main, { query, signal, remember }, { path, parameter, placeholder, one, label, head, rows }) {
  const asked = { [parameter]: query[parameter] ?? '', status: query.status ?? '', offset: Number(query.offset) || 0 };
  const list = h('div', { class: 'card' });
  const search = h('input', { type: 'search', value: asked[parameter], autocomplete: 'off', placeholder });
  const load = async () => {
    remember({ ...asked, offset: asked.offset || '' });
    try {
      const page = await get(path, { ...asked, limit: PAGE }, signal);
      replace(list, rows(page, asked), page.total === 0 ? null : pager(page, turn));
      say(`${plural(page.total, one)} found`);
    } catch (problem) {
      if (!signal.aborted) replace(list, failure(problem, load));
    }
  };
  const turn = (offset) => {
    asked.offset = offset;
    return load();
  };
  search.addEventListener('input', later(() => {
    asked[parameter] = search.value.trim();
    turn(0);
  }, TYPING));
  replace(
    main,
    ...head,
    h(
      'form',
      { class: 'filters', role: 'search', 'aria-label': label, onsubmit: (event) => event.preventDefault() },
      field('Search', search),
      field('Status', select([['', 'Any'], ...Object.entries(STATES).map(([key, state]) => [key, state.word])], asked.status, (event) => {
        asked.status = event.target.value;
        turn(0);
      })),
    ),
    list,
  );
  await load();
}
