import { newKey, upload } from '../api.js';
import { h, replace } from '../dom.js';
import { bytes, time } from '../format.js';
import { showList } from '../lists.js';
import { badge, dropZone, empty, failure, field, table, title } from '../parts.js';

export const show = (main, page) =>
  showList(main, page, {
    path: '/api/lenders',
    parameter: 'name',
    placeholder: 'Part of the name',
    one: 'lender',
    label: 'Lenders',
    head: [title('Lenders'), adding(page.go)],
    rows,
  });

/** A guideline is dropped, gets its lender's name, and is sent. */
function adding(go) {
  const place = h('div', {});
  const choose = () =>
    replace(
      place,
      dropZone({
        label: 'Drop a lender’s guideline here, or choose one',
        hint: 'A PDF of up to 32 MB; scans are read too. A lender that is already there gets it as its next policy.',
        accept: '.pdf,application/pdf',
        take: (file) => name(file),
      }),
    );
  const name = (file) => {
    const input = h('input', { type: 'text', required: true, maxlength: 200, autocomplete: 'off', value: fromFile(file.name) });
    const said = h('div', {});
    const key = newKey();
    const form = h(
      'form',
      {
        class: 'card upload',
        'aria-label': 'New guideline',
        onsubmit: async (event) => {
          event.preventDefault();
          replace(said, h('p', { class: 'notice calm', role: 'status' }, `Sending ${file.name}…`));
          try {
            const created = await upload('/api/lenders/upload', { lender_name: input.value.trim() }, file, key);
            await go(`/lenders/${created.lender_id}`);
          } catch (problem) {
            replace(said, failure(problem));
          }
        },
      },
      h('p', {}, h('strong', {}, file.name), h('span', { class: 'hint' }, ` ${bytes(file.size)}`)),
      field('Lender’s name', input),
      h('p', { class: 'actions' }, h('button', { class: 'main' }, 'Read it'), h('button', { type: 'button', onclick: choose }, 'Another file')),
      said,
    );
    replace(place, form);
    input.focus();
    input.select();
  };
  choose();
  return place;
}

/** harbor-point_leasing.pdf is probably Harbor Point Leasing's. */
function fromFile(name) {
  return name
    .replace(/\.[^.]*$/, '')
    .replace(/[-_]+/g, ' ')
    .replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase())
    .trim();
}

function rows(page, asked) {
  if (page.total === 0) {
    return asked.name || asked.status
      ? empty('Nothing found', 'No lender has these words in its name and this status.')
      : empty('No lenders yet', 'Drop the PDF of a lender’s guideline above: its rules are read, with the page and the words each of them stands on.');
  }
  return table('Lenders by name', [
    { name: 'Lender', cell: (one) => h('a', { href: `/lenders/${one.id}` }, one.name) },
    { name: 'Status', cell: (one) => badge('state', one.status) },
    { name: 'Completeness', cell: (one) => completeness(one.completeness_score) },
    { name: 'Policy', cell: (one) => (one.policy_version ? h('code', {}, one.policy_version.slice(0, 8)) : '–') },
    { name: 'Changed', cell: (one) => h('time', { datetime: one.updated_at }, time(one.updated_at)) },
  ], page.lenders);
}

function completeness(score) {
  if (score === null) return '–';
  return h('span', { class: 'score' }, h('meter', { min: 0, max: 100, value: score, 'aria-label': `${score} of 100` }), h('span', { class: 'number' }, score));
}
