import type { Freight, FreightInvoice, InvoiceLine } from './freight.ts';
import { longId } from './identifiers.ts';
import { DAY } from './local-time.ts';
import type { Random } from './random.ts';
import type { Script } from './script.ts';

const CHARGES = [
  { name: 'Freight', slug: 'freight', category: 'freight', low: 90_000, high: 640_000 },
  { name: 'Origin handling', slug: 'origin_handling', category: 'origin', low: 9_500, high: 41_000 },
  { name: 'Destination handling', slug: 'destination_handling', category: 'destination', low: 12_000, high: 56_000 },
  { name: 'Customs entry', slug: 'customs_entry', category: 'customs', low: 8_000, high: 19_500 },
  { name: 'Chassis and fuel', slug: 'chassis_fuel', category: 'additional', low: 4_200, high: 22_000 },
];

/** Charges per container. */
const PER_CONTAINER = new Set(['freight', 'origin', 'destination']);

function drawLines(random: Random, freight: Freight): InvoiceLine[] {
  const containers = freight.lcl ? 1 : Math.max(1, freight.containers.length);
  return CHARGES.slice(0, random.int(2, CHARGES.length)).map(({ name, slug, category, low, high }) => {
    const quantity = PER_CONTAINER.has(category) ? containers : 1;
    const rateCents = random.int(low, high);
    return { name, slug, category, rateCents, quantity, cents: rateCents * quantity };
  });
}

function draw(script: Script, at: number, sequence: number, lines: readonly InvoiceLine[]): FreightInvoice {
  const { random, freight } = script;
  const name = `FLEX-${freight.id}-${sequence}`;
  const dueAt = at + random.pick([14, 30, 45]) * DAY;
  const sum = lines.reduce((total, { cents }) => total + cents, 0);
  const wrong = random.chance(0.03) ? random.pick([-15_000, 2_500, 7_200, 18_000]) : 0;
  const money = { lines, totalCents: sum + wrong, creditCents: 0, paidCents: 0 };
  const state = { status: 'outstanding' as const, voidedAt: null, updatedAt: null };
  return { id: longId(random), name, issuedAt: Math.floor(at), dueAt, ...money, ...state };
}

type Step = {
  event: string;
  code?: 'INVOICE_PAID' | 'INVOICE_PAYMENT_FAILED' | 'INVOICE_VOIDED' | 'INVOICE_ADJUSTED';
  change: (invoice: FreightInvoice, cents: number) => void;
};

const STEPS = {
  pay: {
    event: 'payment_made',
    code: 'INVOICE_PAID',
    change: (invoice) => {
      invoice.paidCents = invoice.totalCents - invoice.creditCents;
      invoice.status = 'paid';
    },
  },
  part: {
    event: 'payment_made',
    code: 'INVOICE_PAID',
    change: (invoice) => {
      invoice.paidCents = Math.floor(invoice.totalCents / 2);
    },
  },
  fail: { event: 'payment_failed', code: 'INVOICE_PAYMENT_FAILED', change: () => {} },
  adjust: {
    event: 'due_date_adjusted',
    code: 'INVOICE_ADJUSTED',
    change: (invoice) => {
      invoice.dueAt += 10 * DAY;
    },
  },
  credit: {
    event: 'credit_applied',
    code: 'INVOICE_ADJUSTED',
    change: (invoice, cents) => {
      invoice.creditCents += cents;
    },
  },
  refund: {
    event: 'refund_applied',
    code: 'INVOICE_ADJUSTED',
    change: (invoice, cents) => {
      invoice.creditCents += cents;
      invoice.paidCents = Math.max(0, invoice.paidCents - cents);
    },
  },
  void: {
    event: 'voided',
    code: 'INVOICE_VOIDED',
    change: (invoice) => {
      invoice.status = 'void';
    },
  },
} satisfies Record<string, Step>;
type StepName = keyof typeof STEPS;

/** The outcomes of an invoice, with weights: most are paid, some of them late. */
const COURSES: Record<string, readonly StepName[]> = {
  pay: ['pay'],
  'part pay': ['part', 'pay'],
  'fail pay': ['fail', 'pay'],
  'adjust pay': ['adjust', 'pay'],
  'credit pay': ['credit', 'pay'],
  'pay refund': ['pay', 'refund'],
  void: ['void'],
  none: [],
};
const WEIGHTS = {
  pay: 75,
  'part pay': 6,
  none: 4,
  'fail pay': 4,
  'adjust pay': 4,
  'credit pay': 4,
  'pay refund': 2,
  void: 2,
};

/** A duplicate of an invoice under another id; half of them are voided. */
function billTwice(script: Script, first: FreightInvoice): void {
  const { random, freight } = script;
  const at = Math.floor(first.issuedAt + random.between(0.2, 4) * DAY);
  const invoice = { ...first, id: longId(random), issuedAt: at };
  const subject = { kind: 'invoice', invoice } as const;
  const share = () => {
    freight.invoices.push(invoice);
  };
  script.announce('/invoice#invoice_shared', at, subject, { apply: share, code: 'INVOICE_ISSUED' });
  if (random.chance(0.5)) return;
  const enteredAt = Math.floor(at + random.between(2, 12) * DAY);
  const withdraw = () => {
    Object.assign(invoice, { status: 'void', voidedAt: enteredAt, updatedAt: enteredAt });
  };
  script.announce('/invoice#invoice_voided', enteredAt, subject, { apply: withdraw, code: 'INVOICE_VOIDED' });
}

/** Demurrage charged by the terminal is passed on with a separate invoice. */
export function billDemurrage(script: Script, fetched: number, freeUntil: number): void {
  const { random, freight } = script;
  const days = Math.ceil((fetched - freeUntil) / DAY);
  if (days < 1 || !random.chance(0.8)) return;
  const [rateCents, quantity] = [random.pick([15_000, 18_500, 22_000, 30_000]), days * freight.containers.length];
  const words = { name: 'Demurrage, container days', slug: 'demurrage', category: 'destination' };
  bill(script, fetched + random.between(1, 6) * DAY, 5, [
    { ...words, rateCents, quantity, cents: rateCents * quantity },
  ]);
}

/** Invoices the shipment around `at`; a voided invoice is replaced by a new one. */
export function bill(script: Script, at: number, sequence = 1, lines?: readonly InvoiceLine[]): void {
  const { random, freight } = script;
  const invoice = draw(script, at, sequence, lines ?? drawLines(random, freight));
  const subject = { kind: 'invoice', invoice } as const;
  const share = () => {
    freight.invoices.push(invoice);
  };
  script.announce('/invoice#invoice_shared', at, subject, { apply: share, code: 'INVOICE_ISSUED' });
  if (random.chance(0.02)) billTwice(script, invoice);
  const course = random.weighted(WEIGHTS);
  let when = at;
  for (const name of COURSES[course] ?? []) {
    const step: Step = STEPS[name];
    when += random.between(2, 26) * DAY;
    const enteredAt = when;
    const cents = random.int(20, 150) * 100;
    const apply = () => {
      step.change(invoice, cents);
      invoice.updatedAt = enteredAt;
      if (invoice.status === 'void') invoice.voidedAt = enteredAt;
    };
    const rest = { apply, ...(step.code && { code: step.code }) };
    script.announce(`/invoice#invoice_${step.event}`, enteredAt, subject, rest);
  }
  if (course === 'void') bill(script, when + DAY, sequence + 1, invoice.lines);
}
