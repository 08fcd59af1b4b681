// What the pages of tasks are made of.

import { h } from './dom.js';
import { stateBadge } from './parts.js';

const STATES = {
  running: { word: 'At work', icon: '…', tone: 'calm' },
  submitted: { word: 'Submitted', icon: '…', tone: 'calm' },
  failed: { word: 'Failed', icon: '✕', tone: 'bad' },
  timed_out: { word: 'Out of time', icon: '✕', tone: 'bad' },
  ready: { word: 'Ready', icon: '○', tone: 'calm' },
  waiting: { word: 'Waiting', icon: '…', tone: 'warn' },
  completed: { word: 'Done', icon: '✓', tone: 'good' },
  passed: { word: 'Passed', icon: '✓', tone: 'good' },
  closed: { word: 'Closed', icon: '✓', tone: 'good' },
};

export const taskBadge = (state) => stateBadge(STATES, state);

const MOST_LINES = 5000;

/** A patch with its lines in their colours; a sign says the same as the colour. */
export function patch(text) {
  const lines = text.split('\n');
  return h(
    'pre',
    { class: 'patch', tabindex: '0', 'aria-label': 'Patch' },
    lines.slice(0, MOST_LINES).map((line) => h('span', { class: kind(line) }, `${line}\n`)),
    lines.length > MOST_LINES ? `… ${lines.length - MOST_LINES} more lines …` : null,
  );
}

function kind(line) {
  if (line.startsWith('diff ') || line.startsWith('+++') || line.startsWith('---')) return 'file';
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+')) return 'added';
  if (line.startsWith('-')) return 'removed';
  return null;
}

const MOST_CHARACTERS = 200000;

/** Where output appears as it comes; it follows the end while the reader is there. */
export function consoleBox(label) {
  const box = h('pre', { class: 'console', tabindex: '0', role: 'log', 'aria-label': label });
  return {
    box,
    add(text) {
      const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
      box.append(text);
      while (box.textContent.length > MOST_CHARACTERS && box.firstChild) box.firstChild.remove();
      if (atEnd) box.scrollTop = box.scrollHeight;
    },
  };
}
