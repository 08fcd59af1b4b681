// What the pages of runs are made of.

import { h } from './dom.js';
import { time } from './format.js';
import { stateBadge, table } from './parts.js';

export const RUN_STATES = {
  queued: { word: 'Waiting', icon: '…', tone: 'calm' },
  running: { word: 'At work', icon: '…', tone: 'warn' },
  completed: { word: 'Done', icon: '✓', tone: 'good' },
  failed: { word: 'Failed', icon: '✕', tone: 'bad' },
  cancelled: { word: 'Cancelled', icon: '–', tone: 'calm' },
};

export const runBadge = (status) => stateBadge(RUN_STATES, status);

export const hasEnded = ({ status }) => status === 'completed' || status === 'failed' || status === 'cancelled';

/** Ids begin with the time: their ends tell them apart. */
export const shortId = (id) => id.slice(-12);

/** 183 ms, 4.2 s, 3 min 20 s, 2 h 5 min. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds - minutes * 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function runTable(caption, runs) {
  return table(caption, [
    { name: 'Workflow', cell: (one) => h('a', { href: `/runs/${one.workflow_run_id}` }, one.workflow) },
    { name: 'Run', cell: (one) => h('code', {}, shortId(one.workflow_run_id)) },
    { name: 'Status', cell: (one) => runBadge(one.status) },
    { name: 'Asked for', cell: (one) => h('time', { datetime: one.created_at }, time(one.created_at)) },
    { name: 'Took', number: true, cell: (one) => duration(one.seconds) },
    { name: 'Why it failed', cell: (one) => (one.error ? h('span', { class: 'clipped', title: one.error }, one.error) : '–') },
  ], runs);
}

/** The way to the run that something stored was made by, if there was one. */
export const toRun = ({ workflow_run_id: run }) => (run ? h('p', {}, h('a', { href: `/runs/${run}` }, 'To its run')) : null);
