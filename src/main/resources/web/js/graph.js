// Draws the steps of a run as a graph, each to the right of those that it waits for.

import { h, svg } from './dom.js';
import { RUN_STATES, duration } from './runs.js';

const WIDTH = 176;
const HEIGHT = 50;
const ACROSS = 44;
const DOWN = 14;
const EDGE = 6;

/** steps of {step, parents, status, seconds}; what it draws stands in the table beside it too. */
export function graph(steps) {
  const layers = arranged(steps);
  const byName = new Map(steps.map((step) => [step.step, step]));
  const places = new Map();
  const tallest = Math.max(...layers.map((layer) => layer.length));
  layers.forEach((layer, x) => {
    const free = ((tallest - layer.length) * (HEIGHT + DOWN)) / 2;
    layer.forEach((step, y) => places.set(step.step, { x: EDGE + x * (WIDTH + ACROSS), y: EDGE + free + y * (HEIGHT + DOWN) }));
  });
  const width = layers.length * (WIDTH + ACROSS) - ACROSS + 2 * EDGE;
  const height = tallest * (HEIGHT + DOWN) - DOWN + 2 * EDGE;
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, class: 'chart graph', role: 'img', 'aria-label': words(steps) },
    steps.flatMap((step) => nearest(step, byName).map((parent) => line(places.get(parent), places.get(step.step)))),
    steps.map((step) => box(step, places.get(step.step))),
  );
  return h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Graph of the steps' }, picture);
}

/** Steps by how many come before them at most; a step whose parents are not there begins. */
export function arranged(steps) {
  const byName = new Map(steps.map((step) => [step.step, step]));
  const depth = new Map();
  const deep = (name, seen) => {
    if (depth.has(name)) return depth.get(name);
    if (seen.has(name)) return 0;
    const before = byName.get(name).parents.filter((parent) => byName.has(parent));
    const own = before.length ? 1 + Math.max(...before.map((parent) => deep(parent, new Set([...seen, name])))) : 0;
    depth.set(name, own);
    return own;
  };
  const layers = [];
  for (const step of steps) {
    const at = deep(step.step, new Set());
    (layers[at] ??= []).push(step);
  }
  const place = new Map();
  layers.forEach((layer) => {
    const wish = (step) => {
      const known = step.parents.filter((parent) => place.has(parent)).map((parent) => place.get(parent));
      return known.length ? known.reduce((sum, one) => sum + one, 0) / known.length : 0;
    };
    layer.sort((a, b) => wish(a) - wish(b));
    layer.forEach((step, i) => place.set(step.step, i - layer.length / 2));
  });
  return layers;
}

/** The parents that no other parent waits for: a line from the rest would say nothing more. */
function nearest(step, byName) {
  const before = (name, seen) => {
    for (const parent of byName.get(name)?.parents ?? []) {
      if (!seen.has(parent)) {
        seen.add(parent);
        before(parent, seen);
      }
    }
    return seen;
  };
  const parents = step.parents.filter((parent) => byName.has(parent));
  return parents.filter((parent) => !parents.some((other) => other !== parent && before(other, new Set()).has(parent)));
}

function line(from, to) {
  const x1 = from.x + WIDTH;
  const y1 = from.y + HEIGHT / 2;
  const y2 = to.y + HEIGHT / 2;
  const bend = ACROSS / 2;
  return svg('path', { d: `M${x1} ${y1} C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`, class: 'edge' });
}

function box(step, { x, y }) {
  const state = RUN_STATES[step.status] ?? { word: step.status, icon: '?', tone: 'calm' };
  const name = step.step.length > 22 ? `${step.step.slice(0, 21)}…` : step.step;
  return svg(
    'g',
    { class: `node ${state.tone}` },
    svg('title', {}, step.step),
    svg('rect', { x, y, width: WIDTH, height: HEIGHT, rx: 8 }),
    svg('text', { x: x + 12, y: y + 21, class: 'name' }, name),
    svg('text', { x: x + 12, y: y + 39, class: 'state' }, `${state.icon} ${state.word}${step.seconds === null ? '' : ` · ${duration(step.seconds)}`}`),
  );
}

function words(steps) {
  return `Steps: ${steps
    .map((step) => `${step.step} ${(RUN_STATES[step.status]?.word ?? step.status).toLowerCase()}${step.parents.length ? `, after ${step.parents.join(' and ')}` : ''}`)
    .join('; ')}`;
}
