// Plain charts. Each says in words what it draws, and its numbers stand beside it.

import { h, svg } from './dom.js';
import { count } from './format.js';

/** Bars to the left and right of a line: rows of {name, left, right}. */
export function diverging({ title, left, right, rows }) {
  const most = Math.max(1, ...rows.map((row) => Math.max(row.left, row.right)));
  const height = 34;
  const half = 190;
  const middle = 420;
  const width = 840;
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${rows.length * height + 34}`, class: 'chart', role: 'img', 'aria-label': `${title}. ${rows.map((row) => `${row.name}: ${row.left} ${left}, ${row.right} ${right}`).join('; ')}` },
    svg('text', { x: middle - 8, y: 18, 'text-anchor': 'end', class: 'axis' }, left),
    svg('text', { x: middle + 8, y: 18, class: 'axis' }, right),
    rows.map((row, i) => {
      const y = 34 + i * height;
      const to = (value) => (value / most) * half;
      return svg(
        'g',
        {},
        svg('text', { x: 0, y: y + 17, class: 'name' }, row.name.length > 24 ? `${row.name.slice(0, 23)}…` : row.name),
        svg('rect', { x: middle - to(row.left), y, width: to(row.left), height: 24, rx: 4, class: 'bad' }),
        svg('rect', { x: middle, y, width: to(row.right), height: 24, rx: 4, class: 'good' }),
        row.left ? svg('text', { x: middle - to(row.left) - 6, y: y + 17, 'text-anchor': 'end', class: 'value' }, count(row.left)) : null,
        row.right ? svg('text', { x: middle + to(row.right) + 6, y: y + 17, class: 'value' }, count(row.right)) : null,
      );
    }),
    svg('line', { x1: middle, x2: middle, y1: 26, y2: 34 + rows.length * height, class: 'line' }),
  );
  return h('figure', {}, h('figcaption', {}, title), picture);
}

/** One bar over another, each of the same parts: rows of {name, parts: [{name, tone, value}]}. */
export function shares({ title, rows }) {
  const width = 840;
  const from = 120;
  const most = Math.max(1, ...rows.map((row) => row.parts.reduce((sum, part) => sum + part.value, 0)));
  const height = 46;
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${rows.length * height}`, class: 'chart', role: 'img', 'aria-label': `${title}. ${rows.map((row) => `${row.name}: ${row.parts.map((part) => `${part.value} ${part.name}`).join(', ')}`).join('; ')}` },
    rows.map((row, i) => {
      let x = from;
      return svg(
        'g',
        {},
        svg('text', { x: 0, y: i * height + 24, class: 'name' }, row.name),
        row.parts.map((part) => {
          const size = (part.value / most) * (width - from);
          const bar = svg(
            'g',
            {},
            svg('rect', { x, y: i * height + 4, width: Math.max(0, size - 2), height: 32, rx: 5, class: part.tone }),
            size > 34 ? svg('text', { x: x + size / 2, y: i * height + 25, 'text-anchor': 'middle', class: `inside ${part.tone}` }, count(part.value)) : null,
          );
          x += size;
          return bar;
        }),
      );
    }),
  );
  return h('figure', {}, h('figcaption', {}, title), picture);
}
