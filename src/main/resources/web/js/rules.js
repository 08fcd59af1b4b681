// A policy's rules as fields that people edit, and back.

import { h, uniqueId } from './dom.js';
import { numeric, words } from './format.js';
import { field, select } from './parts.js';

const OPERATORS = [
  ['gte', 'at least'],
  ['gt', 'more than'],
  ['lte', 'at most'],
  ['lt', 'less than'],
  ['eq', 'equal to'],
  ['neq', 'not equal to'],
  ['between', 'between'],
  ['in', 'one of'],
  ['not_in', 'none of'],
  ['is_true', 'is true'],
  ['is_false', 'is false'],
];
const LISTS = ['in', 'not_in'];

/** The types that a policy knows, by its published schema. */
export function typesOf(schema) {
  const type = schema.$defs.criterion.properties.type;
  return type.anyOf.flatMap((one) => one.enum ?? (one.const ? [one.const] : []));
}

/** A value as it stands in its field: 10000 to 250000, or an entry a line. */
export function shown(value) {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join('\n');
  return String(value);
}

/** What was written, as the policy says it; what it cannot be goes as text, and the server says why not. */
export function meant(text, operator) {
  const plain = text.trim();
  if (LISTS.includes(operator)) return entries(plain).map(numbersOnly(entries(plain)));
  if (operator === 'between') {
    const bounds = plain.split(/\s*\n\s*|\s+to\s+|\s*–\s*/).filter(Boolean);
    return bounds.length === 2 ? bounds.map(numeric) : plain;
  }
  if (operator === 'eq' || operator === 'neq') {
    if (plain === 'true' || plain === 'false') return plain === 'true';
  }
  return numeric(plain);
}

const entries = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
const numbersOnly = (all) => (all.every((one) => typeof numeric(one) === 'number') ? numeric : (one) => one);

/**
 * One rule. `controls` are by the name of the field in the policy, so that a problem finds its place; `read` gives
 * the criterion with everything that is not edited here kept as it was.
 */
export function ruleFields(criterion, types, gone) {
  const preferred = criterion.required === false;
  const type = h('input', { value: criterion.type ?? '', list: types, autocomplete: 'off', spellcheck: 'false' });
  const operator = select(OPERATORS, criterion.operator ?? 'gte');
  const value = h('textarea', { rows: rows(criterion), value: shown(criterion.value ?? criterion.values), spellcheck: 'false' });
  const unit = h('input', { value: criterion.unit ?? '', autocomplete: 'off' });
  const when = h('input', { value: criterion.when ?? '', autocomplete: 'off' });
  const required = select([['true', 'Required'], ['false', 'Preferred']], String(!preferred));
  const valueField = field('Value', value);
  const needsNone = () => operator.value.startsWith('is_') && type.value !== 'cel';
  const fit = () => {
    valueField.hidden = needsNone();
    value.rows = LISTS.includes(operator.value) ? 4 : operator.value === 'between' ? 2 : 1;
  };
  operator.addEventListener('change', fit);
  type.addEventListener('change', fit);
  fit();
  const legend = h('legend', { id: uniqueId('rule') }, criterion.type ? words(criterion.type) : 'New rule');
  const quote = criterion.quote ?? criterion.citation?.quote;
  const page = criterion.page ?? criterion.citation?.page;
  const element = h(
    'fieldset',
    { class: 'edited' },
    legend,
    h(
      'div',
      { class: 'fields' },
      field('What', type),
      field('How', operator),
      valueField,
      field('Unit', unit, 'Empty: the field’s own'),
      field('When', when, 'Empty: always'),
      field('Counts as', required),
    ),
    quote ? h('p', { class: 'hint' }, page ? `Page ${page}: ` : null, h('q', {}, quote)) : null,
    h('button', { type: 'button', class: 'small danger', onclick: () => gone(element), 'aria-describedby': legend.id }, 'Remove this rule'),
  );
  return {
    element,
    controls: { type, operator, value, unit, when, required },
    first: type,
    read: () => {
      const edited = { ...criterion, type: type.value.trim(), operator: operator.value };
      delete edited.values;
      set(edited, 'value', needsNone() ? undefined : unchanged(criterion, operator.value, value.value) ?? meant(value.value, operator.value));
      set(edited, 'unit', unit.value.trim() || undefined);
      set(edited, 'when', when.value.trim() || undefined);
      if (String(!preferred) !== required.value) edited.required = required.value === 'true';
      return edited;
    },
  };
}

// What nobody touched stays as it was, byte for byte.
function unchanged(criterion, operator, text) {
  const before = criterion.value ?? criterion.values;
  return criterion.operator === operator && shown(before) === text ? before : undefined;
}

function set(object, name, value) {
  if (value === undefined) delete object[name];
  else object[name] = value;
}

function rows(criterion) {
  return Array.isArray(criterion.value) ? Math.min(criterion.value.length, 6) : 1;
}
