// The page of a lender's document, with the quoted words marked.

import { h, replace } from './dom.js';
import { PAGE_PICTURES, offers } from './offers.js';

export function pageImage(documentId, page, quote) {
  const query = quote ? `?quote=${encodeURIComponent(quote)}` : '';
  return `/api/documents/${documentId}/pages/${page}.png${query}`;
}

/** An image of the page, and what to do where there is none. */
export function pageView(documentId, citation) {
  if (!offers(PAGE_PICTURES)) return null;
  const frame = h('div', { class: 'paper' });
  const image = h('img', {
    src: pageImage(documentId, citation.page, citation.quote),
    alt: citation.quote ? `Page ${citation.page} of the document, with the words “${citation.quote}” marked` : `Page ${citation.page} of the document`,
    onerror: () => replace(frame, h('p', { class: 'hint' }, 'This page cannot be shown here.')),
  });
  frame.append(image);
  return frame;
}

export const downloadLink = (documentId) =>
  h('a', { href: `/api/documents/${documentId}`, download: true }, 'Download the document');

/** A button that opens the page a rule stands on; the words themselves where there is no document. */
export function cite(citation, documentId, lender) {
  if (!citation || (!citation.page && !citation.quote)) return h('span', { class: 'hint' }, 'No document');
  const where = citation.page ? `Page ${citation.page}` : 'Quoted';
  if (!documentId || !citation.page) {
    return h('span', { class: 'source' }, where, citation.quote ? h('q', {}, citation.quote) : null);
  }
  return h(
    'button',
    { type: 'button', class: 'source', 'aria-haspopup': 'dialog', onclick: () => open(citation, documentId, lender) },
    h('span', { class: 'where' }, where),
    citation.quote ? h('q', {}, citation.quote) : null,
  );
}

function open(citation, documentId, lender) {
  const box = h(
    'dialog',
    { class: 'box wide', 'aria-label': `${lender}, page ${citation.page}` },
    h('header', {}, h('h2', {}, `${lender}, page ${citation.page}`), h('button', { type: 'button', onclick: () => box.close() }, 'Close')),
    citation.quote ? h('blockquote', {}, citation.quote) : null,
    pageView(documentId, citation),
    h('p', {}, downloadLink(documentId)),
  );
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
}
