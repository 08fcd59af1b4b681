import { get, post, put } from '../api.js';
import { h, replace, say, uniqueId } from '../dom.js';
import { plural } from '../format.js';
import { complaints, forget, title } from '../parts.js';
import { ruleFields, typesOf } from '../rules.js';

/** A policy's rules to edit; what is saved is a draft, and decides nothing until somebody makes it active. */
export async function show(main, { id, query, signal, go }) {
  const [{ policies, lender, active_version: active }, schema] = await Promise.all([
    get(`/api/lenders/${id}/policies`, null, signal),
    get('/api/policies/schema', null, signal),
  ]);
  const version = query.version ?? active ?? policies[0]?.version;
  if (!version) {
    replace(main, title('No policy to edit'), h('p', {}, h('a', { href: `/lenders/${id}` }, `To ${lender}`)));
    return;
  }
  const stored = await get(`/api/lenders/${id}/policies/${version}`, null, signal);
  const types = h('datalist', { id: uniqueId('types') }, typesOf(schema).map((type) => h('option', { value: type })));
  const groups = groupsOf(stored.policy, types.id);
  const said = h('div', {});
  const draft = stored.status === 'draft';
  const form = h(
    'form',
    {
      class: 'sheet',
      novalidate: true,
      'aria-label': `Rules of ${lender}`,
      onsubmit: async (event) => {
        event.preventDefault();
        forget(controls(groups).map((one) => one.control));
        replace(said, h('p', { class: 'notice calm', role: 'status' }, 'Checking the policy…'));
        try {
          const policy = read(stored.policy, groups);
          const path = `/api/lenders/${id}/policies`;
          const saved = draft ? await put(`${path}/${version}`, policy) : await post(path, policy);
          if (saved.version === version) {
            replace(said, h('p', { class: 'notice calm', role: 'status' }, 'Nothing was changed: this version says the same.'));
            return;
          }
          await go(saved.status === 'draft' && active ? `/lenders/${id}/compare?version=${saved.version}&with=${active}` : `/lenders/${id}`);
          say(`Draft ${saved.version.slice(0, 8)} was saved.`);
        } catch (problem) {
          complain(said, problem, groups);
        }
      },
    },
    types,
    groups.map((group) => group.element),
    h('p', { class: 'actions sticky' }, h('button', { class: 'main' }, draft ? 'Save the draft' : 'Save as a draft'), h('a', { class: 'button', href: `/lenders/${id}` }, 'Back to the lender')),
  );
  replace(
    main,
    h('p', { class: 'crumb' }, h('a', { href: `/lenders/${id}` }, lender)),
    title(`Edit the policy of ${lender}`),
    h('p', { class: 'lead' }, `This is version ${version.slice(0, 8)}, ${stored.status}. What you save is a draft: it judges nobody until it is made active. Rates and examples stay as they are.`),
    said,
    form,
  );
}

/** The lists of rules that a policy has; path is what the server calls them. */
function groupsOf(policy, types) {
  const groups = [group('Every program', 'allPrograms.criteria', policy.allPrograms?.criteria ?? [], types)];
  (policy.programs ?? []).forEach((program, i) => {
    groups.push(group(program.name, `programs[${i}].criteria`, program.criteria ?? [], types));
    if (program.preferences?.length) groups.push(group(`${program.name}: preferences`, `programs[${i}].preferences`, program.preferences, types));
  });
  return groups;
}

function group(name, path, criteria, types) {
  const rules = [];
  const list = h('div', {});
  const count = h('span', { class: 'hint' });
  const heading = h('h2', { tabindex: '-1' }, name);
  const counted = () => {
    count.textContent = plural(rules.length, 'rule');
  };
  const add = (criterion) => {
    const rule = ruleFields(criterion, types, (element) => {
      rules.splice(rules.indexOf(rule), 1);
      element.remove();
      counted();
      heading.focus();
      say('The rule was removed. It is gone when you save.');
    });
    rules.push(rule);
    list.append(rule.element);
    counted();
    return rule;
  };
  criteria.forEach(add);
  const more = h('button', { type: 'button', class: 'small', onclick: () => add({ operator: 'gte' }).first.focus() }, `Add a rule to ${name}`);
  counted();
  return { path, rules, element: h('section', { class: 'group' }, heading, h('p', {}, count), list, h('p', {}, more)) };
}

/** The policy as it stands in the fields. */
function read(policy, groups) {
  const edited = structuredClone(policy);
  delete edited.version;
  delete edited.status;
  for (const { path, rules } of groups) {
    const list = rules.map((rule) => rule.read());
    const place = path.match(/^programs\[(\d+)\]\.(\w+)$/);
    if (place) edited.programs[Number(place[1])][place[2]] = list;
    else if (list.length || edited.allPrograms) edited.allPrograms = { ...edited.allPrograms, criteria: list };
  }
  return edited;
}

function complain(said, problem, groups) {
  const places = new Map(controls(groups).map((one) => [one.path, one.control]));
  complaints(said, problem, [...places.values()], (path) => place(places, path ?? ''));
}

/** programs[0].criteria[2].value[1] is at programs[0].criteria[2].value, and a rule as a whole at its type. */
function place(places, path) {
  for (let at = path; at; at = at.replace(/(\.\w+|\[\d+\])$/, '')) {
    const control = places.get(at) ?? places.get(`${at}.type`);
    if (control) return control;
    if (!/(\.\w+|\[\d+\])$/.test(at)) return null;
  }
  return null;
}

function controls(groups) {
  return groups.flatMap(({ path, rules }) =>
    rules.flatMap((rule, i) => Object.entries(rule.controls).map(([name, control]) => ({ path: `${path}[${i}].${name}`, control }))),
  );
}
