import { get, newKey, post, put } from '../api.js';
import { h, replace } from '../dom.js';
import { time, words } from '../format.js';
import { definitions, failure, field, select, table, title } from '../parts.js';

const SOON = 500;
const LATER = 3000;

export async function show(main, { id, signal }) {
  const address = `/api/v1/sessions/${id}`;
  const first = await get(address, null, signal);
  const talk = h('div', { class: 'talk', role: 'log', tabindex: '0', 'aria-label': 'Messages' });
  const turns = h('div', {});
  const lines = new Map();
  let wake = () => {};
  let known = '';
  const draw = (session) => {
    for (const message of session.messages) line(lines, talk, message);
    const now = JSON.stringify([session.turns, session.audit.length]);
    if (now !== known) {
      known = now;
      replace(turns, record(session));
    }
  };
  replace(
    main,
    h('p', { class: 'crumb' }, h('a', { href: '/conversations' }, 'Conversations')),
    title(`${first.interlocutor_id} by ${first.channel}`),
    definitions([['Tenant', first.tenant_id], ['Agent', first.agent_id], ['Channel', first.channel]]),
    h('section', { class: 'card', 'aria-label': 'Conversation' }, talk, writing(first, () => wake())),
    owning(first),
    h('section', { class: 'card' }, h('h2', {}, 'Turns'), turns),
  );
  draw(first);
  follow(address, signal, draw, (waker) => {
    wake = waker;
  });
}

async function follow(address, signal, draw, waits) {
  let unanswered = true;
  while (!signal.aborted) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, unanswered ? SOON : LATER);
      const now = () => {
        clearTimeout(timer);
        resolve();
      };
      waits(now);
      signal.addEventListener('abort', now, { once: true });
    });
    if (signal.aborted) return;
    try {
      const session = await get(address, null, signal);
      unanswered = session.messages.some((one) => one.state === 'waiting' || one.state === 'claimed');
      draw(session);
    } catch {
      unanswered = false;
    }
  }
}

const STATE = { waiting: 'waiting for more', claimed: 'being answered', answered: 'answered', failed: 'failed', said: '' };

function line(lines, talk, message) {
  const mine = message.role === 'customer';
  const note = [STATE[message.state], message.disposition && mine ? words(message.disposition).toLowerCase() : '', message.failure]
    .filter(Boolean)
    .join(', ');
  let shown = lines.get(message.id);
  if (!shown) {
    const state = h('span', {});
    shown = { state };
    lines.set(message.id, shown);
    talk.append(
      h(
        'div',
        { class: mine ? 'said mine' : 'said' },
        h('p', {}, h('span', { class: 'hidden' }, mine ? 'Customer: ' : 'Agent: '), message.content),
        h('p', { class: 'hint' }, h('time', { datetime: message.received_at }, time(message.received_at)), ' ', state),
      ),
    );
    talk.scrollTop = talk.scrollHeight;
  }
  if (shown.state.textContent !== note) shown.state.textContent = note;
}

function writing(session, sent) {
  const text = h('textarea', { required: true, maxlength: 16000, rows: 2 });
  const said = h('div', {});
  const send = async () => {
    if (!text.value.trim()) return;
    try {
      await post('/api/v1/turns', {
        tenant_id: session.tenant_id,
        agent_id: session.agent_id,
        interlocutor_id: session.interlocutor_id,
        channel: session.channel,
        message_id: newKey(),
        message_content: text.value,
      });
      text.value = '';
      replace(said);
      sent();
    } catch (problem) {
      replace(said, failure(problem));
    }
  };
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  return h(
    'form',
    {
      'aria-label': 'Next message',
      onsubmit: (event) => {
        event.preventDefault();
        send();
      },
    },
    field('Write as the customer', text, 'Enter sends, Shift and Enter begin a new line. Messages that follow at once are answered together.'),
    h('p', { class: 'actions' }, h('button', { class: 'main' }, 'Send')),
    said,
  );
}

/** An agent answers about the customer's own applications only. */
function owning(session) {
  const place = h('div', {});
  const load = async () => {
    try {
      const page = await get('/api/loan-applications', { limit: 100 });
      if (!page.applications.length) {
        replace(place, h('p', { class: 'hint' }, 'There is no application yet.'));
        return;
      }
      const choice = select(page.applications.map((one) => [one.id, one.reference_id ?? one.id]), page.applications[0].id);
      const said = h('div', { role: 'status' });
      replace(
        place,
        h(
          'form',
          {
            'aria-label': 'Application of this customer',
            onsubmit: async (event) => {
              event.preventDefault();
              try {
                await put(`/api/loan-applications/${choice.value}/customer`, { tenant_id: session.tenant_id, interlocutor_id: session.interlocutor_id });
                replace(said, h('p', { class: 'notice good' }, `${choice.selectedOptions[0].textContent} is this customer’s.`));
              } catch (problem) {
                replace(said, failure(problem));
              }
            },
          },
          field('Application', choice),
          h('p', { class: 'actions' }, h('button', {}, 'It is this customer’s')),
          said,
        ),
      );
    } catch (problem) {
      replace(place, failure(problem, load));
    }
  };
  return h(
    'details',
    { class: 'card', ontoggle: (event) => event.target.open && !place.firstChild && load() },
    h('summary', {}, 'Whose application'),
    h('p', { class: 'hint' }, 'Agents answer about a customer’s own applications only. Whose one is, your systems say by PUT /api/loan-applications/{id}/customer.'),
    place,
  );
}

function record(session) {
  if (!session.turns.length) return h('p', { class: 'hint' }, 'No turn has begun yet.');
  const seconds = (one) => (one.ended_at ? `${((new Date(one.ended_at) - new Date(one.opened_at)) / 1000).toFixed(1)} s` : '–');
  return table('Turns by fencing token', [
    { name: 'Token', number: true, cell: (one) => one.fencing_token },
    { name: 'Status', cell: (one) => words(one.status) },
    { name: 'Agent', cell: (one) => one.agent ?? '–' },
    { name: 'Began', cell: (one) => h('time', { datetime: one.opened_at }, time(one.opened_at)) },
    { name: 'Waited for more', number: true, cell: (one) => (one.wait_ms === null ? '–' : `${one.wait_ms} ms`) },
    { name: 'Took', number: true, cell: seconds },
    { name: 'Why it failed', cell: (one) => one.failure ?? '–' },
  ], session.turns);
}
