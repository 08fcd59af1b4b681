import { h } from '../dom.js';
import { time } from '../format.js';
import { showList } from '../lists.js';
import { badge, empty, table, title } from '../parts.js';
import { clock } from '../player.js';

export const show = (main, page) =>
  showList(main, page, {
    path: '/api/transcripts',
    parameter: 'search',
    placeholder: 'Title, room or name',
    one: 'transcript',
    label: 'Transcripts',
    head: [title('Transcripts')],
    rows,
  });

function rows(page, asked) {
  if (page.total === 0) {
    return asked.search || asked.status
      ? empty('Nothing found', 'No transcript has these words and this status. Search for less, or for any status.')
      : empty('No transcripts yet', 'POST /api/transcripts with the tracks of a recording, or publish them to recording.uploaded.');
  }
  return table('Transcripts, newest first', [
    { name: 'Title', cell: (one) => h('a', { href: `/transcripts/${one.id}` }, one.title || one.transcript_id) },
    { name: 'Room', cell: (one) => one.room_name },
    { name: 'Length', number: true, cell: (one) => (one.duration ? clock(one.duration) : '–') },
    { name: 'Status', cell: (one) => badge('state', one.status) },
    { name: 'Received', cell: (one) => h('time', { datetime: one.created_at }, time(one.created_at)) },
  ], page.transcripts);
}
