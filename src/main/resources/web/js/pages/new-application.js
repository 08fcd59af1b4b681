import { newKey, post, upload } from '../api.js';
import { h, replace, say } from '../dom.js';
import { numeric } from '../format.js';
import { complaints, dropZone, field, title } from '../parts.js';

const YES_NO = [['', 'Not known'], ['true', 'Yes'], ['false', 'No']];

// What is asked for; everything else can come as JSON. [path, label, kind, hint]
const FORM = [
  ['Applicant', [
    ['applicant.name', 'Applicant', 'text'],
    ['reference_id', 'Your reference', 'text', 'Such as APP-1001'],
    ['applicant.email', 'E-mail', 'email'],
  ]],
  ['Loan', [
    ['loan.amount', 'Amount in dollars', 'number', 'The only field that must be there'],
    ['loan.term_months', 'Term in months', 'number'],
    ['loan.down_payment_percent', 'Down payment in percent', 'number'],
    ['loan.soft_costs_percent', 'Soft costs in percent', 'number'],
  ]],
  ['Business', [
    ['business.legal_name', 'Legal name', 'text'],
    ['business.state', 'State', 'text', 'Two letters'],
    ['business.industry', 'Industry', 'text'],
    ['business.time_in_business_months', 'Time in business in months', 'number'],
    ['business.industry_experience_months', 'Experience in the industry in months', 'number'],
    ['business.annual_revenue', 'Annual revenue in dollars', 'number'],
    ['business.fleet_size', 'Trucks', 'number'],
    ['business.start_up', 'Start-up', 'flag'],
  ]],
  ['Guarantor', [
    ['guarantors[0].fico_score', 'FICO score', 'number'],
    ['guarantors[0].ownership_percent', 'Ownership in percent', 'number'],
    ['guarantors[0].residence_years', 'Years at residence', 'number'],
    ['guarantors[0].us_citizen', 'US citizen', 'flag'],
    ['guarantors[0].homeowner', 'Homeowner', 'flag'],
    ['guarantors[0].cdl', 'Commercial driver’s licence', 'flag'],
  ]],
  ['Credit', [
    ['credit.paynet_score', 'PayNet score', 'number'],
    ['credit.comparable_credit_percent', 'Comparable credit in percent', 'number'],
    ['credit.trade_history_years', 'Trade history in years', 'number'],
    ['credit.revolving_available_percent', 'Revolving credit available in percent', 'number'],
    ['credit.collections_past_3_years', 'Collections in the past 3 years', 'number'],
    ['credit.bankruptcy', 'Bankruptcy', 'flag'],
    ['credit.bankruptcy_discharged_years', 'Years since its discharge', 'number'],
    ['credit.foreclosure', 'Foreclosure', 'flag'],
    ['credit.repossession', 'Repossession', 'flag'],
    ['credit.judgement', 'Judgement', 'flag'],
    ['credit.tax_lien', 'Tax lien', 'flag'],
  ]],
  ['Equipment', [
    ['equipment.type', 'Equipment', 'text', 'Such as Excavator'],
    ['equipment.category', 'Category', 'text'],
    ['equipment.age_years', 'Age in years', 'number'],
    ['equipment.mileage', 'Mileage', 'number'],
    ['equipment.condition', 'Condition', 'text', 'New or used'],
    ['equipment.private_party_sale', 'Private party sale', 'flag'],
    ['equipment.sale_leaseback', 'Sale and leaseback', 'flag'],
  ]],
  ['Documents at hand', [
    ['documents.bank_statements_months', 'Bank statements in months', 'number'],
    ['documents.tax_returns_years', 'Tax returns in years', 'number'],
    ['documents.financial_statements', 'Financial statements', 'flag'],
  ]],
];

export async function show(main, { go }) {
  const said = h('div', {});
  const fields = new Map();
  let key = newKey();
  const sent = async (sending, doing) => {
    replace(said, h('p', { class: 'notice calm', role: 'status' }, doing));
    try {
      const created = await sending();
      say('The application was taken.');
      await go(`/applications/${created.application_id}`);
    } catch (problem) {
      if (problem.status !== 0) key = newKey();
      complain(said, problem, fields);
    }
  };
  const form = h(
    'form',
    {
      class: 'sheet',
      novalidate: true,
      'aria-label': 'New application',
      oninput: () => {
        key = newKey();
      },
      onsubmit: (event) => {
        event.preventDefault();
        sent(() => post('/api/loan-applications', read(fields), key), 'Sending…');
      },
    },
    FORM.map(([legend, list]) => h('fieldset', {}, h('legend', {}, legend), h('div', { class: 'fields' }, list.map((one) => entry(one, fields))))),
    h('p', { class: 'actions sticky' }, h('button', { class: 'main' }, 'Find lenders'), h('a', { class: 'button', href: '/applications' }, 'Back to the list')),
  );
  replace(
    main,
    title('New application'),
    h('p', { class: 'lead' }, 'Leave out what you do not know: a missing value is never counted against the applicant, it is shown as open.'),
    dropZone({
      label: 'Drop an application form here, or choose one',
      hint: 'A filled-in PDF form, or the application as JSON',
      accept: '.pdf,.json,application/pdf,application/json',
      take: (file) => {
        const once = newKey();
        return sent(() => upload('/api/loan-applications/upload', {}, file, once), `Reading ${file.name}…`);
      },
    }),
    said,
    form,
  );
}

function entry([path, label, kind, hint], fields) {
  const control =
    kind === 'flag'
      ? h('select', { name: path }, YES_NO.map(([value, word]) => h('option', { value }, word)))
      : h('input', {
          name: path,
          type: kind === 'number' ? 'text' : kind,
          inputmode: kind === 'number' ? 'decimal' : null,
          autocomplete: 'off',
          required: path === 'loan.amount',
        });
  fields.set(path, { control, kind, label });
  return field(label, control, hint);
}

/** The application that the form holds; what was left empty is left out. */
function read(fields) {
  const application = {};
  for (const [path, { control, kind }] of fields) {
    const text = control.value.trim();
    if (text === '') continue;
    put(application, path, kind === 'flag' ? text === 'true' : kind === 'number' ? numeric(text) : text);
  }
  return application;
}

function put(application, path, value) {
  const names = path.split('.');
  const last = names.pop();
  let at = application;
  for (const name of names) {
    const many = name.match(/^(\w+)\[(\d+)\]$/);
    if (many) {
      at[many[1]] ??= [];
      at[many[1]][Number(many[2])] ??= {};
      at = at[many[1]][Number(many[2])];
    } else {
      at[name] ??= {};
      at = at[name];
    }
  }
  at[last] = value;
}

/** The server names fields as programs do, the form as people do. */
function complain(said, problem, fields) {
  for (const error of problem.errors ?? []) {
    const label = fields.get(error.path)?.label;
    if (label && error.message.startsWith(error.path)) error.message = label + error.message.slice(error.path.length);
  }
  if (problem.errors?.length === 1) problem.message = problem.errors[0].message;
  complaints(said, problem, [...fields.values()].map(({ control }) => control), (path) => fields.get(path)?.control);
}
