import { get, newKey, post } from '../api.js';
import { h, later, replace, say } from '../dom.js';
import { plural, time } from '../format.js';
import { empty, failure, field, pager, select, table, title } from '../parts.js';

const PAGE = 25;
const CHANNELS = ['web', 'whatsapp', 'telegram', 'sms', 'slack', 'teams', 'email', 'voice'];
const NAME = '[A-Za-z0-9+][A-Za-z0-9._@+\\-]{0,99}';

export async function show(main, { query, signal, go, remember }) {
  const asked = { customer: query.customer ?? '', offset: Number(query.offset) || 0 };
  const list = h('div', { class: 'card' });
  const search = h('input', { type: 'search', value: asked.customer, autocomplete: 'off', placeholder: 'The whole id' });
  const load = async () => {
    remember({ customer: asked.customer, offset: asked.offset || '' });
    try {
      const page = await get('/api/v1/sessions', { interlocutor_id: asked.customer, limit: PAGE, offset: asked.offset }, signal);
      draw(list, page, (offset) => {
        asked.offset = offset;
        return load();
      });
      say(`${plural(page.total, 'conversation')} found`);
    } catch (problem) {
      if (!signal.aborted) replace(list, failure(problem, load));
    }
  };
  search.addEventListener('input', later(() => {
    asked.customer = search.value.trim();
    asked.offset = 0;
    load();
  }, 200));
  replace(
    main,
    title('Conversations'),
    beginning(go),
    h(
      'form',
      { class: 'filters', role: 'search', 'aria-label': 'Conversations', onsubmit: (event) => event.preventDefault() },
      field('Customer', search),
    ),
    list,
  );
  await load();
}

/** Writes the first message of somebody. */
function beginning(go) {
  const name = (value) => h('input', { type: 'text', required: true, pattern: NAME, maxlength: 100, autocomplete: 'off', value });
  const tenant = name('demo');
  const customer = name('ann');
  const agent = name('desk');
  const channel = select(CHANNELS.map((one) => [one, one]), 'web');
  const text = h('textarea', { required: true, maxlength: 16000, rows: 2, placeholder: 'How is my application?' });
  const said = h('div', {});
  return h(
    'details',
    { class: 'card' },
    h('summary', {}, 'Write as a customer'),
    h(
      'form',
      {
        'aria-label': 'First message',
        onsubmit: async (event) => {
          event.preventDefault();
          replace(said);
          try {
            const taken = await post('/api/v1/turns', {
              tenant_id: tenant.value.trim(),
              agent_id: agent.value.trim(),
              interlocutor_id: customer.value.trim(),
              channel: channel.value,
              message_id: newKey(),
              message_content: text.value,
            });
            await go(`/conversations/${taken.session_id}`);
          } catch (problem) {
            replace(said, failure(problem));
          }
        },
      },
      h('div', { class: 'filters' }, field('Tenant', tenant), field('Customer', customer), field('Agent', agent), field('Channel', channel)),
      field('Message', text),
      h('p', { class: 'actions' }, h('button', { class: 'main' }, 'Send')),
      said,
    ),
  );
}

function draw(list, page, turn) {
  if (page.total === 0) {
    replace(list, empty('No conversations', 'They begin with a message: above, by POST /api/v1/turns, or on the Kafka topic turn.new_message.'));
    return;
  }
  replace(
    list,
    table('Conversations, the last used first', [
      { name: 'Customer', cell: (one) => h('a', { href: `/conversations/${one.id}` }, one.interlocutor_id) },
      { name: 'Tenant', cell: (one) => one.tenant_id },
      { name: 'Agent', cell: (one) => one.agent_id },
      { name: 'Channel', cell: (one) => one.channel },
      { name: 'Messages', number: true, cell: (one) => one.messages },
      { name: 'Unanswered', number: true, cell: (one) => one.unanswered },
      { name: 'Turns', number: true, cell: (one) => one.turns },
      { name: 'Last used', cell: (one) => h('time', { datetime: one.updated_at }, time(one.updated_at)) },
    ], page.sessions),
    pager(page, turn),
  );
}
