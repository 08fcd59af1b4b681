// Values as people write them.

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const cents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });
const moment = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

export const money = (value) =>
  value === null || value === undefined ? '–' : Number.isInteger(value) ? dollars.format(value) : cents.format(value);
export const count = (value) => number.format(value);
export const rate = (basisPoints) =>
  basisPoints === null || basisPoints === undefined ? 'No rate' : `${(basisPoints / 100).toFixed(2)} %`;
export const time = (text) => (text ? moment.format(new Date(text)) : '–');
/** $85,000 is a number as people write it; what is none goes as it is, and the server says why not. */
export function numeric(text) {
  const bare = text.replace(/[$,\s%]/g, '');
  return bare !== '' && Number.isFinite(Number(bare)) ? Number(bare) : text;
}
export const plural = (many, one, more = `${one}s`) => `${count(many)} ${many === 1 ? one : more}`;

export const OUTCOMES = {
  ELIGIBLE: { word: 'Eligible', icon: '✓', tone: 'good' },
  NEEDS_REVIEW: { word: 'Needs review', icon: '?', tone: 'warn' },
  INELIGIBLE: { word: 'Ineligible', icon: '✕', tone: 'bad' },
};
export const RESULTS = {
  passed: { word: 'Passed', icon: '✓', tone: 'good' },
  failed: { word: 'Failed', icon: '✕', tone: 'bad' },
  unknown: { word: 'Unknown', icon: '?', tone: 'warn' },
};
export const STATES = {
  uploaded: { word: 'Waiting', icon: '…', tone: 'calm' },
  processing: { word: 'At work', icon: '…', tone: 'calm' },
  completed: { word: 'Done', icon: '✓', tone: 'good' },
  failed: { word: 'Failed', icon: '✕', tone: 'bad' },
};

const SHORT = { fico: 'FICO', paynet: 'PayNet', cdl: 'CDL', us: 'US', id: 'ID' };

/** time_in_business_months becomes Time in business months. */
export function words(name) {
  const text = name
    .replace(/^.*\./, '')
    .split('_')
    .map((word) => SHORT[word] ?? word)
    .join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const OPERATORS = {
  gte: 'at least',
  gt: 'more than',
  lte: 'at most',
  lt: 'less than',
  eq: '',
  neq: 'not',
  in: 'one of',
  not_in: 'none of',
};

/** What a rule wants: at least 660. */
export function wanted({ operator, expected, value, unit }) {
  const wish = expected === undefined ? value : expected;
  if (operator === 'is_true') return 'Yes';
  if (operator === 'is_false') return 'No';
  if (operator === 'between' && Array.isArray(wish)) {
    return `${quantity(wish[0], unit)} to ${quantity(wish[1], unit)}`;
  }
  return `${OPERATORS[operator] ?? operator} ${quantity(wish, unit)}`.trim();
}

export function quantity(value, unit) {
  if (value === null || value === undefined) return 'Not given';
  if (Array.isArray(value)) return value.map((one) => quantity(one, unit)).join(', ');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') {
    if (unit === 'USD') return money(value);
    if (unit === 'percent') return `${count(value)} %`;
    if (unit === 'months' && value >= 24 && value % 12 === 0) return `${count(value)} months (${value / 12} years)`;
    return unit && unit !== 'points' ? `${count(value)} ${unit}` : count(value);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function bytes(size) {
  return size < 1024 * 1024 ? `${Math.ceil(size / 1024)} kB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}
