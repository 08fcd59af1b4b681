import { get } from '../api.js';
import { h, replace, say } from '../dom.js';
import { plural, time } from '../format.js';
import { follow, steps } from '../live.js';
import { definitions, empty, failure, title } from '../parts.js';
import { clock, player } from '../player.js';
import { toRun } from '../runs.js';

const TONES = 6;
const METHODS = { llm: 'by a language model', extractive: 'chosen out of the transcript, no language model' };

export async function show(main, { id, signal }) {
  const stored = await get(`/api/transcripts/${id}`, null, signal);
  if (stored.status === 'completed') return draw(main, stored, signal);
  const state = h('div', { 'aria-live': 'polite' });
  replace(main, ...head(stored), state);
  if (stored.status === 'failed') {
    replace(state, h('div', { class: 'notice bad' }, h('p', {}, stored.failure ?? 'The run failed; its record says why.'), toRun(stored)));
    return null;
  }
  const bar = h('progress', { 'aria-label': 'Transcribing' });
  const text = h('p', {}, 'Transcribing…');
  replace(state, h('div', { class: 'notice calm' }, text, bar));
  follow({
    run: stored.workflow_run_id,
    signal,
    step: (now) => steps(text, bar, 'Transcribing', now),
    look: async () => {
      const now = await get(`/api/transcripts/${id}`, null, signal);
      if (now.status === 'failed') replace(state, h('div', { class: 'notice bad' }, h('p', {}, now.failure), toRun(now)));
      if (now.status === 'completed') {
        await draw(main, now, signal);
        say('The transcript is there.');
      }
      return now.status === 'completed' || now.status === 'failed';
    },
  }).catch((problem) => {
    if (!signal.aborted) replace(state, failure(problem));
  });
  return null;
}

function head(stored) {
  const { results } = stored;
  const save = (format, word) => h('a', { class: 'button', href: `/api/transcripts/${stored.id}/export?format=${format}`, download: true }, word);
  return [
    h('p', { class: 'crumb' }, h('a', { href: '/transcripts' }, 'Transcripts')),
    title(results.title?.text ?? stored.transcript_id, stored.status === 'completed' ? [save('text', 'Text'), save('vtt', 'WebVTT'), save('json', 'JSON')] : null),
    definitions([
      ['Room', stored.room_name],
      ['Speakers', stored.participants.map((one) => one.name).join(', ')],
      ['Received', time(stored.created_at)],
    ]),
  ];
}

async function draw(main, stored, signal) {
  const { results } = stored;
  const waveform = await get(`/api/transcripts/${stored.id}/waveform`, null, signal);
  const follower = following();
  const listen = results.audio?.available ? player({ source: `/api/transcripts/${stored.id}/audio`, waveform, moved: follower.at, signal }) : null;
  replace(
    main,
    ...head(stored),
    stored.failure ? h('div', { class: 'notice bad' }, h('p', {}, stored.failure)) : null,
    missing(stored),
    listen ? listen.element : h('p', { class: 'notice calm' }, silent(results)),
    h(
      'div',
      { class: 'transcript' },
      h('section', { class: 'card said' }, h('h2', {}, 'Transcript'), spoken(stored, listen, follower)),
      h('div', {}, recap(results), actions(results, listen), subjects(results)),
    ),
  );
}

/** The run releases the recording, or does not, after the words are there. */
function silent({ audio }) {
  return audio
    ? 'There is no recording to listen to: nobody who was recorded agreed that it is kept.'
    : 'The recording is not released yet: what nobody agreed to is being taken out of it. Load the page again in a moment.';
}

/** What is not in it, and why. */
function missing({ results, deleted }) {
  const left = [
    ...(results.tracks?.left_out ?? []).map((one) => `${one.name}: ${one.reason}`),
    ...(results.topics?.left_out ?? []).map((one) => `${clock(one.start)} to ${clock(one.end)}, topic: ${one.reason}`),
    ...(results.subject_summaries?.left_out ?? []).map((one) => `${one.subject}: ${one.reason}`),
  ];
  const gone = deleted.filter((one) => one.deleted_at && one.kind === 'source');
  const kept = deleted.filter((one) => !one.deleted_at);
  return [
    left.length ? h('div', { class: 'notice warn' }, h('p', {}, 'Left out:'), h('ul', {}, left.map((one) => h('li', {}, one)))) : null,
    gone.length ? h('p', { class: 'notice calm' }, `Deleted for want of consent: ${plural(gone.length, 'track')}.`) : null,
    kept.length ? h('p', { class: 'notice warn' }, `Not ours to delete, although there was no consent: ${kept.map((one) => one.name).join(', ')}.`) : null,
  ];
}

function spoken({ utterances, results, participants }, listen, follower) {
  if (!utterances.length) return empty('Nothing was heard', 'The tracks have no words that were recognised.');
  const topics = [...(results.topics?.entries ?? [])].sort((a, b) => a.start - b.start);
  let next = 0;
  return h(
    'ol',
    { class: 'utterances' },
    utterances.map((one) => {
      const heading = [];
      while (next < topics.length && topics[next].start <= one.start + 0.001) {
        const topic = topics[next];
        heading.push(h('h3', {}, topic.title), h('p', { class: 'hint' }, topic.summary));
        next += 1;
      }
      const words = one.words.flatMap(([word, start, end]) => {
        const spot = h('span', { class: 'word', onclick: () => listen?.go(start) }, word);
        follower.add(spot, start, end);
        return [spot, ' '];
      });
      const name = participants[one.track]?.name ?? one.speaker;
      return h(
        'li',
        {},
        heading,
        h('p', { class: 'utterance' },
          listen ? h('button', { type: 'button', class: 'moment', 'aria-label': `Play from ${clock(one.start)}`, onclick: () => listen.go(one.start) }, clock(one.start)) : h('span', { class: 'moment' }, clock(one.start)),
          h('strong', { class: `speaker s${one.track % TONES}` }, name), ' ', words),
      );
    }),
  );
}

/** Marks the words that are being said. */
function following() {
  const spots = [];
  let marked = [];
  return {
    add: (element, start, end) => spots.push({ element, start, end: Math.max(end, start + 0.2) }),
    at: (seconds) => {
      const now = spots.filter((one) => one.start <= seconds && seconds < one.end).map((one) => one.element);
      for (const old of marked) old.classList.remove('now');
      for (const element of now) element.classList.add('now');
      if (now.length && now[0] !== marked[0]) now[0].scrollIntoView({ block: 'nearest' });
      marked = now;
    },
  };
}

const how = (part) => h('p', { class: 'hint' }, `${METHODS[part.method] ?? ''}${part.problem ? `: ${part.problem}` : ''}`);

function recap({ recap: part }) {
  return part ? h('section', { class: 'card' }, h('h2', {}, 'Recap'), part.text.split('\n').map((line) => h('p', {}, line)), how(part)) : null;
}

function actions({ action_items: part }, listen) {
  if (!part) return null;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'To do'),
    part.entries.length
      ? h('ul', { class: 'actions-found' }, part.entries.map((one) => h('li', {}, one.text, one.assignee ? h('strong', {}, ` ${one.assignee}`) : null, ' ', listen ? h('button', { type: 'button', class: 'moment', 'aria-label': `Play from ${clock(one.start)}`, onclick: () => listen.go(one.start) }, clock(one.start)) : null)))
      : h('p', { class: 'hint' }, 'Nothing that somebody took on.'),
    how(part),
  );
}

function subjects({ subject_summaries: part }) {
  if (!part?.entries.length) return null;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'Subjects'),
    part.entries.map((one) => h('details', {}, h('summary', {}, one.subject), one.summary.split('\n').map((line) => h('p', {}, line)), how(one))),
  );
}
