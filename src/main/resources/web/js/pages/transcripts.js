import { get } from '../api.js';
import { h, later, replace, say } from '../dom.js';
import { plural, time } from '../format.js';
import { badge, empty, failure, field, pager, table, title } from '../parts.js';
import { clock } from '../player.js';

const PAGE = 25;

export async function show(main, { query, signal, remember }) {
  const asked = { search: query.search ?? '', offset: Number(query.offset) || 0 };
  const list = h('div', { class: 'card' });
  const search = h('input', { type: 'search', value: asked.search, autocomplete: 'off', placeholder: 'Title, room or name' });
  const load = async () => {
    remember({ search: asked.search, offset: asked.offset || '' });
    try {
      const page = await get('/api/transcripts', { search: asked.search, limit: PAGE, offset: asked.offset }, signal);
      draw(list, page, asked, turn);
      say(`${plural(page.total, 'transcript')} found`);
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
    title('Transcripts'),
    h('form', { class: 'filters', role: 'search', 'aria-label': 'Transcripts', onsubmit: (event) => event.preventDefault() }, field('Search', search)),
    list,
  );
  await load();
}

function draw(list, page, asked, turn) {
  if (page.total === 0) {
    replace(
      list,
      asked.search
        ? empty('Nothing found', 'No transcript has these words in its title, room or name. Search for less.')
        : empty('No transcripts yet', 'POST /api/transcripts with the tracks of a recording, or publish them to recording.uploaded.'),
    );
    return;
  }
  replace(
    list,
    table('Transcripts, newest first', [
      { name: 'Title', cell: (one) => h('a', { href: `/transcripts/${one.id}` }, one.title || one.transcript_id) },
      { name: 'Room', cell: (one) => one.room_name },
      { name: 'Length', number: true, cell: (one) => (one.duration ? clock(one.duration) : '–') },
      { name: 'Status', cell: (one) => badge('state', one.status) },
      { name: 'Received', cell: (one) => h('time', { datetime: one.created_at }, time(one.created_at)) },
    ], page.transcripts),
    pager(page, turn),
  );
}
