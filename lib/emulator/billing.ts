import type { FreightDocument, FreightInvoice } from './freight.ts';
import { longId } from './identifiers.ts';
import { DAY, HOUR } from './local-time.ts';
import type { Script } from './script.ts';

const CHARGES = [
  { name: 'Freight', slug: 'freight', category: 'freight', low: 90_000, high: 640_000 },
  { name: 'Origin handling', slug: 'origin_handling', category: 'origin', low: 9_500, high: 41_000 },
  { name: 'Destination handling', slug: 'destination_handling', category: 'destination', low: 12_000, high: 56_000 },
  { name: 'Customs entry', slug: 'customs_entry', category: 'customs', low: 8_000, high: 19_500 },
  { name: 'Chassis and fuel', slug: 'chassis_fuel', category: 'additional', low: 4_200, high: 22_000 },
];

function draw(script: Script, at: number, sequence: number): FreightInvoice {
  const { random, freight } = script;
  const lines = CHARGES.slice(0, random.int(2, CHARGES.length)).map(({ name, slug, category, low, high }) => ({
    name,
    slug,
    category,
    cents: random.int(low, high),
  }));
  const name = `FLEX-${freight.id}-${sequence}`;
  const dueAt = at + random.pick([14, 30, 45]) * DAY;
  const money = { lines, creditCents: 0, paidCents: 0 };
  const state = { status: 'outstanding' as const, voidedAt: null, updatedAt: null };
  return { id: longId(random), name, issuedAt: at, dueAt, ...money, ...state };
}

function total(invoice: FreightInvoice): number {
  return invoice.lines.reduce((sum, line) => sum + line.cents, 0);
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
      invoice.paidCents = total(invoice) - invoice.creditCents;
      invoice.status = 'paid';
    },
  },
  part: {
    event: 'payment_made',
    code: 'INVOICE_PAID',
    change: (invoice) => {
      invoice.paidCents = Math.floor(total(invoice) / 2);
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

/** What becomes of an invoice, with weights: nearly all are simply paid. */
const COURSES: Record<string, readonly StepName[]> = {
  pay: ['pay'],
  'part pay': ['part', 'pay'],
  'fail pay': ['fail', 'pay'],
  'adjust pay': ['adjust', 'pay'],
  'credit pay': ['credit', 'pay'],
  'pay refund': ['pay', 'refund'],
  void: ['void'],
};
const WEIGHTS = { pay: 80, 'part pay': 5, 'fail pay': 4, 'adjust pay': 4, 'credit pay': 4, 'pay refund': 2, void: 2 };

/** Bills the shipment around `at`; a voided invoice is drawn up anew. */
export function bill(script: Script, at: number, sequence = 1): void {
  const { random, freight } = script;
  const invoice = draw(script, at, sequence);
  const subject = { kind: 'invoice', invoice } as const;
  const share = () => {
    freight.invoices.push(invoice);
  };
  script.announce('/invoice#invoice_shared', at, subject, { apply: share, code: 'INVOICE_ISSUED' });
  const course = random.weighted(WEIGHTS);
  let when = at;
  for (const name of COURSES[course] ?? []) {
    const step: Step = STEPS[name];
    when += random.between(2, 13) * DAY;
    const known = when;
    const cents = random.int(20, 150) * 100;
    const apply = () => {
      step.change(invoice, cents);
      invoice.updatedAt = known;
      if (invoice.status === 'void') invoice.voidedAt = known;
    };
    const rest = { apply, ...(step.code && { code: step.code }) };
    script.announce(`/invoice#invoice_${step.event}`, known, subject, rest);
  }
  if (course === 'void') bill(script, when + DAY, sequence + 1);
}

/** Papers that appear along the way; `at` is when the first is ready. */
export function fileDocument(script: Script, type: string, at: number): void {
  const { random, freight } = script;
  const size = random.int(40_000, 900_000);
  const fileName = `${type}-${freight.id}.pdf`;
  const document: FreightDocument = { id: longId(random), type, fileName, size, uploadedAt: at };
  script.announce('/document#document_created', at, { kind: 'document', document }, { code: 'DOCUMENT_ADDED' });
}

/** The paperwork of the origin: bill of lading, broker's documents, commercial invoices read into the system. */
export function paperwork(script: Script, departs: number): void {
  const { random, freight } = script;
  const shipment = { kind: 'shipment' } as const;
  if (random.chance(0.5)) {
    const type = freight.mode === 'ocean' ? 'flexport_bill_of_lading' : 'house_airway_bill';
    fileDocument(script, type, departs + random.between(6, 40) * HOUR);
  }
  if (random.chance(0.12)) {
    const at = departs + random.between(1, 3) * DAY;
    const code = 'DOCS_SENT_TO_BROKER';
    script.tell('/shipment#documents_sent_to_nominated_broker', at, shipment, { code });
  }
  if (random.chance(0.35)) {
    const apply = () => {
      freight.digitised = true;
    };
    const at = departs + random.between(0.5, 3) * DAY;
    const rest = { apply, code: 'COMMERCIAL_INVOICES_READY' } as const;
    script.tell('/shipments#commercial_invoices_digitized', at, shipment, rest);
  }
  if (random.chance(0.02)) script.announce('/purchase_order#updated', departs - 9 * DAY, { kind: 'order' });
}
