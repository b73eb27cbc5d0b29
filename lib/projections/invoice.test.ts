import { describe, expect, it } from 'vitest';
import type { Money } from '#lib/model/money.ts';
import type { InvoiceFields } from '#lib/model/record.ts';
import { InMemory, idOf, link, moment, record, step } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

const usd = (amount: string): Money => ({ amount, currency: 'USD' });
const eur = (amount: string): Money => ({ amount, currency: 'EUR' });
const jpy = (amount: string): Money => ({ amount, currency: 'JPY' });
const line = (amount: Money) => ({ name: 'Charge', amount });
const credit = (amount: Money) => ({ amount });
const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const invoice = (fields: InvoiceFields) => record('invoice', 'I1', fields);
const paid = (text: string, amount?: Money, instance = text) =>
  step('invoice', 'I1', 'PAYMENT_MADE', text, { instance, ...(amount && { amount }) });

/** The invoice after one report of all of this, on 1 March. */
function shown(fields: InvoiceFields, ...steps: ReturnType<typeof step>[]) {
  const kept = new InMemory();
  kept.apply(reportedEvent(day(1), invoice(fields), ...steps));
  return kept.row('invoices');
}

describe('the row of an invoice', () => {
  it('holds what its source states, the sum of its credits, and nothing to look at where all adds up', () => {
    const kept = new InMemory();
    const credits = [{ amount: usd('60.00'), reason: 'rate correction' }, { amount: usd('40.00') }];
    const facts: InvoiceFields = {
      number: 'FLEX-1181-2',
      kind: 'freight',
      status: 'outstanding',
      issuer: 'Forwarder Inc',
      recipient: 'Harbour Home',
      issuedAt: moment('2026-03-11T23:30:00-05:00'),
      dueOn: '2026-04-10',
      total: usd('6843.29'),
      balance: usd('6743.29'),
      incoterm: 'FOB',
      credits,
      notes: 'Pay by wire',
      lines: [line(usd('6500.10')), line(usd('343.19'))],
    };
    kept.apply(reportedEvent(day(13), invoice(facts)));
    expect(kept.row('invoices')).toEqual({
      id: idOf('invoice', 'I1'),
      provider: 'test',
      externalId: 'I1',
      number: 'FLEX-1181-2',
      searchable: 'FLEX11812',
      reportedAt: day(13),
      learnedAt: day(13),
      status: 'outstanding',
      removed: false,
      kind: 'freight',
      issuer: 'Forwarder Inc',
      recipient: 'Harbour Home',
      issuedAt: '2026-03-12T04:30:00.000Z',
      issuedOn: '2026-03-11',
      dueOn: '2026-04-10',
      currency: 'USD',
      total: '6843.29',
      balance: '6743.29',
      credited: '100.00',
      incoterm: 'FOB',
      credits,
      notes: 'Pay by wire',
      checks: null,
    });
  });

  it('of which nothing but its name is stated is an outstanding freight invoice', () => {
    expect(shown({})).toMatchObject({
      number: 'I1',
      status: 'outstanding',
      removed: false,
      kind: 'freight',
      issuer: null,
      recipient: null,
      issuedAt: null,
      issuedOn: null,
      dueOn: null,
      currency: null,
      total: null,
      balance: null,
      credited: null,
      incoterm: null,
      credits: null,
      notes: null,
      checks: null,
    });
  });

  it('is issued with its step where it does not say when', () => {
    expect(shown({}, step('invoice', 'I1', 'ISSUED', '2026-02-27T16:00:00Z'))).toMatchObject({
      issuedAt: '2026-02-27T16:00:00.000Z',
      issuedOn: '2026-02-27',
    });
  });

  it('is removed once its source deleted it', () => {
    expect(shown({}, step('invoice', 'I1', 'REMOVED', day(2))).removed).toBe(true);
  });

  it('is in the currency of its balance where no total is stated', () => {
    expect(shown({ balance: eur('80') })).toMatchObject({ currency: 'EUR', total: null, balance: '80' });
  });
});

describe('the lines of an invoice', () => {
  it('are kept in order, each with what is stated of it', () => {
    const kept = new InMemory();
    const full = {
      name: 'Terminal handling',
      category: 'destination',
      amount: usd('843.29'),
      quantity: '2',
      rate: usd('421.645'),
      sku: 'CH-100',
      poNumber: 'PO-4410',
      container: 'CSQU3054383',
    };
    kept.apply(reportedEvent(day(1), invoice({ lines: [full, { name: 'Customs entry' }] })));
    const invoiceId = idOf('invoice', 'I1');
    expect(kept.rows('invoiceLines')).toEqual([
      { invoiceId, position: 1, ...full },
      {
        invoiceId,
        position: 2,
        name: 'Customs entry',
        category: null,
        amount: null,
        quantity: null,
        rate: null,
        sku: null,
        poNumber: null,
        container: null,
      },
    ]);
  });

  it('are gone when a newer copy has fewer', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(1), invoice({ lines: [line(usd('1')), line(usd('2'))] })));
    kept.apply(reportedEvent(day(2), invoice({ lines: [line(usd('3'))] })));
    expect(kept.rows('invoiceLines').map(({ position, amount }) => [position, amount])).toEqual([[1, usd('3')]]);
  });
});

describe('what happened to an invoice', () => {
  it('is kept in the order of time, with amounts, and says of which shipments it is', () => {
    const kept = new InMemory();
    const event = reportedEvent(
      day(5),
      paid('2026-03-04T10:00:00Z', usd('40'), 'p1'),
      step('invoice', 'I1', 'ISSUED', '2026-03-02', { note: 'Sent by mail' }),
      link('invoice', 'I1', 'S1'),
    );
    kept.apply(event);
    const common = { recordId: idOf('invoice', 'I1'), recordType: 'invoice', reportedAt: day(5), learnedAt: day(5) };
    expect(kept.rows('steps')).toEqual([
      {
        ...common,
        id: 'ISSUED|',
        code: 'ISSUED',
        occurredAt: '2026-03-02T00:00:00.000Z',
        occurredText: '2026-03-02',
        occurredOffset: null,
        precision: 'day',
        amount: null,
        note: 'Sent by mail',
        eventId: event.id,
      },
      {
        ...common,
        id: 'PAYMENT_MADE|p1',
        code: 'PAYMENT_MADE',
        occurredAt: '2026-03-04T10:00:00.000Z',
        occurredText: '2026-03-04T10:00:00Z',
        occurredOffset: 'Z',
        precision: 'time',
        amount: usd('40'),
        note: null,
        eventId: event.id,
      },
    ]);
    expect(kept.rows('shipmentRecords')).toEqual([
      { recordId: common.recordId, shipmentId: idOf('shipment', 'S1'), recordType: 'invoice', eventId: event.id },
    ]);
  });
});

describe('the status of an invoice', () => {
  const voided = step('invoice', 'I1', 'VOIDED', day(2));
  type Case = [string, InvoiceFields, string];
  it.each<Case>([
    ['stays draft, whatever is owed', { status: 'draft', total: usd('100'), balance: usd('0') }, 'draft'],
    ['stays void, whatever is owed', { status: 'void', total: usd('100'), balance: usd('40') }, 'void'],
    ['is paid when nothing is owed', { status: 'outstanding', total: usd('100'), balance: usd('0.00') }, 'paid'],
    ['is paid when too much was paid', { total: usd('100'), balance: usd('-5') }, 'paid'],
    [
      'is as stated when nothing was ever owed',
      { status: 'outstanding', total: usd('0'), balance: usd('0') },
      'outstanding',
    ],
    ['is paid in part when less is owed', { total: usd('100'), balance: usd('99.99') }, 'partly_paid'],
    ['is outstanding when more is owed than was billed', { total: usd('100'), balance: usd('120') }, 'outstanding'],
    ['is not paid in part by half a cent', { total: usd('100'), balance: usd('99.995') }, 'outstanding'],
    ['is not paid in part by half a yen', { total: jpy('1000'), balance: jpy('999.5') }, 'outstanding'],
    ['is paid in part by one yen', { total: jpy('1000'), balance: jpy('999') }, 'partly_paid'],
    [
      'is outstanding while all is owed, though paid is stated',
      { status: 'paid', total: usd('100'), balance: usd('100') },
      'outstanding',
    ],
    [
      'is as stated while all is owed',
      { status: 'payment_pending', total: usd('100'), balance: usd('100') },
      'payment_pending',
    ],
    [
      'is not paid in part by a credit',
      { total: usd('100'), balance: usd('75'), credits: [credit(usd('25'))] },
      'outstanding',
    ],
    [
      'is paid in part beyond a credit',
      { total: usd('100'), balance: usd('50'), credits: [credit(usd('25'))] },
      'partly_paid',
    ],
    ['is as stated without a balance', { status: 'paid', total: usd('100') }, 'paid'],
    ['is as stated without a total', { status: 'payment_pending', balance: usd('0') }, 'payment_pending'],
    ['is issued where a seller says no more', { kind: 'commercial', total: usd('8700') }, 'issued'],
    ['is outstanding where a carrier says no more', { kind: 'carrier_bill', total: usd('8700') }, 'outstanding'],
  ])('%s', (_what, fields, status) => {
    expect(shown(fields).status).toBe(status);
  });

  it('is void once it was voided, and no longer when that is taken back', () => {
    expect(shown({ status: 'outstanding', total: usd('5'), balance: usd('5') }, voided).status).toBe('void');
    expect(shown({ status: 'outstanding' }, step('invoice', 'I1', 'VOIDED', null)).status).toBe('outstanding');
  });
});

describe('the balance of an invoice', () => {
  /** After 100 were stated as open on 2 March, and this was reported on the day of the number. */
  function open(reported: number, ...steps: ReturnType<typeof step>[]) {
    const kept = new InMemory();
    kept.apply(
      reportedEvent(day(2), invoice({ total: usd('100'), balance: usd('100') })),
      reportedEvent(day(reported), ...steps),
    );
    return kept.row('invoices').balance;
  }

  it('is less by what was paid after it was stated, in the same currency', () => {
    expect(open(3, paid(day(3), usd('39.50')))).toBe('60.50');
    expect(open(4, paid(day(3), usd('39.50'), 'a'), paid(day(4), usd('60.50'), 'b'))).toBe('0.00');
    expect(open(3, paid(day(3), eur('39.50')))).toBe('100');
    expect(open(3, paid(day(3)))).toBe('100');
    expect(open(3, step('invoice', 'I1', 'PAYMENT_FAILED', day(3), { amount: usd('39.50') }))).toBe('100');
  });

  it('is not less by what was paid before', () => {
    expect(open(3, paid(day(1), usd('30')))).toBe('100');
  });

  it('is less by a payment of which only the day is known when that was reported later', () => {
    expect(open(3, paid('2026-03-01', usd('30')))).toBe('70');
    expect(open(1, paid('2026-03-09', usd('30')))).toBe('100');
  });

  it('is less by a payment of the very instant when that was reported later', () => {
    expect(open(3, paid(day(2), usd('30')))).toBe('70');
    expect(open(1, paid(day(2), usd('30')))).toBe('100');
  });

  it('is what was stated last, though it was the same before the payment', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(1), invoice({ total: usd('100'), balance: usd('100') })));
    kept.apply(reportedEvent(day(2), paid(day(2), usd('30'))));
    expect(kept.row('invoices').balance).toBe('70');
    kept.apply(reportedEvent(day(3), invoice({ balance: usd('100') })));
    expect(kept.row('invoices').balance).toBe('100');
  });

  it('is not less by a payment that was stated together with it', () => {
    const fields = { total: usd('100'), balance: usd('100') };
    expect(shown(fields, paid('2026-03-01', usd('30'))).balance).toBe('100');
  });

  it('begins with the total where none is stated', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(1), invoice({ total: usd('100') })), reportedEvent(day(2), paid(day(2), usd('30'))));
    expect(kept.row('invoices')).toMatchObject({ total: '100', balance: '70', status: 'partly_paid' });
  });

  it('is unknown where neither is stated', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(2), paid(day(2), usd('30'))));
    expect(kept.row('invoices')).toMatchObject({ total: null, balance: null, status: 'outstanding' });
  });
});

describe('the credits of an invoice', () => {
  it.each<[string, InvoiceFields, string | null]>([
    ['have a sum in its currency', { total: usd('100'), credits: [credit(usd('20')), credit(usd('5.50'))] }, '25.50'],
    ['have one in the currency of its balance', { balance: eur('100'), credits: [credit(eur('20'))] }, '20'],
    ['have none in another currency', { total: usd('100'), credits: [credit(eur('20'))] }, null],
    ['have none in several', { total: usd('100'), credits: [credit(usd('20')), credit(eur('20'))] }, null],
    ['have one where nobody says what is owed', { credits: [credit(eur('20'))] }, '20'],
    ['have none in several where nobody says what is owed', { credits: [credit(eur('20')), credit(usd('20'))] }, null],
    ['are none', { total: usd('100'), credits: [] }, null],
  ])('%s', (_what, fields, credited) => {
    expect(shown(fields).credited).toBe(credited);
  });

  it('in another currency are no part of what is owed', () => {
    const fields = { total: usd('100'), balance: usd('80'), credits: [credit(eur('20'))] };
    expect(shown(fields)).toMatchObject({ status: 'partly_paid', checks: null });
    expect(shown({ ...fields, balance: usd('100') })).toMatchObject({ status: 'outstanding', checks: null });
  });
});

describe('the checks of an invoice', () => {
  const unknown = (amount: string, written: string): Money => ({ amount, currency: null, written });
  type Case = [string, InvoiceFields, ReturnType<typeof shown>['checks']];

  it.each<Case>([
    [
      'lines that make another sum',
      { total: usd('6743.29'), lines: [line(usd('6500.10')), line(usd('343.19'))] },
      [{ code: 'lines', expected: '6843.29', stated: '6743.29' }],
    ],
    ['half a cent for each line', { total: usd('100'), lines: [line(usd('50.00')), line(usd('49.99'))] }, null],
    [
      'more than half a cent for each line',
      { total: usd('100'), lines: [line(usd('50.00')), line(usd('49.98'))] },
      [{ code: 'lines', expected: '99.98', stated: '100' }],
    ],
    ['a line without an amount', { total: usd('100'), lines: [line(usd('50')), { name: 'Free' }] }, null],
    ['no lines', { total: usd('100') }, null],
    ['lines and no total', { lines: [line(usd('50')), line(usd('50'))] }, null],
    [
      'lines in several currencies',
      { total: usd('100'), lines: [line(usd('50')), line(eur('50'))] },
      [{ code: 'currency', expected: 'USD', stated: 'USD, EUR' }],
    ],
    [
      'lines in another currency than the total',
      { total: usd('100'), lines: [line(eur('100'))] },
      [{ code: 'currency', expected: 'USD', stated: 'EUR' }],
    ],
    [
      'lines in several currencies and no total',
      { lines: [line(usd('50')), line(eur('50'))] },
      [{ code: 'currency', expected: '', stated: 'USD, EUR' }],
    ],
    [
      'lines of which some are in no currency',
      { total: usd('100'), lines: [line({ amount: '50', currency: null }), line(usd('50'))] },
      [{ code: 'currency', expected: 'USD', stated: 'USD' }],
    ],
    [
      'lines in no currency under a total in one',
      { total: usd('100'), lines: [line({ amount: '100', currency: null })] },
      [{ code: 'currency', expected: 'USD', stated: '' }],
    ],
    [
      'lines and total in no currency',
      { total: { amount: '9', currency: null }, lines: [line({ amount: '9', currency: null })] },
      null,
    ],
    [
      'more owed than was billed',
      { total: usd('100'), balance: usd('120') },
      [{ code: 'balance', expected: '100', stated: '120' }],
    ],
    [
      'more owed than is left after credits',
      { total: usd('100'), balance: usd('100'), credits: [credit(usd('20'))] },
      [{ code: 'balance', expected: '80', stated: '100' }],
    ],
    ['half a cent more owed', { total: usd('100'), balance: usd('100.005') }, null],
    [
      'a cent more owed',
      { total: usd('100'), balance: usd('100.01') },
      [{ code: 'balance', expected: '100', stated: '100.01' }],
    ],
    [
      'half a cent for the total and for each credit',
      { total: usd('100'), balance: usd('90.01'), credits: [credit(usd('10'))] },
      null,
    ],
    ['less owed than was billed', { total: usd('100'), balance: usd('20') }, null],
    ['a balance in another currency', { total: usd('100'), balance: eur('120') }, null],
    [
      'credits in several currencies, which have no sum',
      { total: usd('100'), balance: usd('100'), credits: [credit(usd('20')), credit(eur('20'))] },
      null,
    ],
    [
      'currencies that nobody knows, each once',
      {
        total: unknown('10', 'XQ'),
        balance: unknown('9', 'XQ'),
        lines: [{ name: 'Duty', amount: unknown('10', 'XR'), rate: unknown('10', 'XS') }],
        credits: [credit(unknown('1', 'XT'))],
      },
      [
        { code: 'currency', expected: 'XQ', stated: 'XR' },
        { code: 'unknown_currency', expected: '', stated: 'XQ, XR, XS, XT' },
      ],
    ],
    [
      'lines that add up in one currency that nobody knows',
      { total: unknown('10', 'XQ'), lines: [line(unknown('4', 'XQ')), line(unknown('6', 'XQ'))] },
      [{ code: 'unknown_currency', expected: '', stated: 'XQ' }],
    ],
    [
      'lines that add up in two currencies that nobody knows',
      { total: unknown('10', 'XQ'), lines: [line(unknown('4', 'XQ')), line(unknown('6', 'XR'))] },
      [
        { code: 'currency', expected: 'XQ', stated: 'XQ, XR' },
        { code: 'unknown_currency', expected: '', stated: 'XQ, XR' },
      ],
    ],
    [
      'a balance in another currency that nobody knows',
      { total: unknown('100', 'XQ'), balance: unknown('120', 'XR') },
      [{ code: 'unknown_currency', expected: '', stated: 'XQ, XR' }],
    ],
  ])('%s', (_what, fields, checks) => {
    expect(shown(fields).checks).toEqual(checks);
  });

  it('look at no balance once it was voided', () => {
    const fields = { total: usd('100'), balance: usd('120') };
    expect(shown(fields, step('invoice', 'I1', 'VOIDED', day(1))).checks).toBeNull();
  });

  it('name a day on which no money can be due, and nobody is late by it', () => {
    expect(shown({ dueOn: '2062-03-31' })).toMatchObject({
      dueOn: null,
      checks: [{ code: 'due_date', expected: '', stated: '2062-03-31' }],
    });
  });

  it('name all that is wrong', () => {
    const fields = { total: usd('100'), balance: usd('120'), dueOn: '1926-03-31', lines: [line(usd('90'))] };
    expect(shown(fields).checks?.map(({ code }) => code)).toEqual(['lines', 'balance', 'due_date']);
  });
});
