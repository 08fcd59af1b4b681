import { newKey, post } from '../api.js';
import { h, replace } from '../dom.js';
import { time } from '../format.js';
import { showList } from '../lists.js';
import { empty, failure, field, select, table, title } from '../parts.js';

const CHANNELS = ['web', 'whatsapp', 'telegram', 'sms', 'slack', 'teams', 'email', 'voice'];
const NAME = '[A-Za-z0-9+][A-Za-z0-9._@+\\-]{0,99}';

export const show = (main, page) =>
  showList(main, page, {
    path: '/api/v1/sessions',
    parameter: 'interlocutor_id',
    placeholder: 'The whole id of a customer',
    one: 'conversation',
    label: 'Conversations',
    head: [title('Conversations'), beginning(page.go)],
    rows,
    states: null,
  });

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

function rows(page, asked) {
  if (page.total === 0) {
    return asked.interlocutor_id
      ? empty('Nothing found', 'No customer with this id has written.')
      : empty('No conversations', 'They begin with a message: above, by POST /api/v1/turns, or on the Kafka topic turn.new_message.');
  }
  return table('Conversations, the last used first', [
    { name: 'Customer', cell: (one) => h('a', { href: `/conversations/${one.id}` }, one.interlocutor_id) },
    { name: 'Tenant', cell: (one) => one.tenant_id },
    { name: 'Agent', cell: (one) => one.agent_id },
    { name: 'Channel', cell: (one) => one.channel },
    { name: 'Messages', number: true, cell: (one) => one.messages },
    { name: 'Unanswered', number: true, cell: (one) => one.unanswered },
    { name: 'Turns', number: true, cell: (one) => one.turns },
    { name: 'Last used', cell: (one) => h('time', { datetime: one.updated_at }, time(one.updated_at)) },
  ], page.sessions);
}
