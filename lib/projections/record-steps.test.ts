import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { InMemory, record, step } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { applyStatements } from './apply-statements.ts';
import { readLedger } from './ledger.ts';
import { isArchived, lastAt, readSteps } from './record.ts';
import { statementsOf } from './statements.ts';

const day = (number: number) => `2026-03-0${number}T08:00:00.000Z`;
const happened = (code: Parameters<typeof step>[2], text: string | null, instance = '') =>
  step('purchase_order', 'P', code, text, { instance });

/** A ledger after these events, one per day. */
function ledgerOf(...events: Change[][]) {
  const ledger = readLedger('');
  for (const [at, changes] of events.entries()) {
    const source = { id: `e${at}`, key: String(at), reportedAt: day(at + 1), learnedAt: day(at + 1) };
    applyStatements(ledger, [{ source, statements: changes.flatMap(statementsOf) }]);
  }
  return ledger;
}

describe('the steps of a record', () => {
  it('are ordered by time, then by key', () => {
    const ledger = ledgerOf([
      happened('AMENDED', day(3)),
      happened('CREATED', day(1)),
      happened('UPDATED', day(2), 'b'),
      happened('UPDATED', day(2), 'a'),
      happened('ISSUED', day(2)),
      happened('CONFIRMED', day(3)),
    ]);
    expect(readSteps(ledger).map(({ key }) => key)).toEqual([
      ...['CREATED|', 'ISSUED|', 'UPDATED|a', 'UPDATED|b', 'AMENDED|', 'CONFIRMED|'],
    ]);
  });

  it('are the current ones, each with the event that stated it first', () => {
    const ledger = ledgerOf(
      [happened('ISSUED', day(1)), happened('CREATED', day(1))],
      [happened('ISSUED', day(1))],
      [happened('CREATED', null)],
    );
    expect(readSteps(ledger).map(({ code, first }) => [code, first.id])).toEqual([['ISSUED', 'e0']]);
  });

  it('have a last time for some codes, or none', () => {
    const steps = readSteps(
      ledgerOf([happened('CREATED', day(1)), happened('UPDATED', day(3)), happened('ISSUED', day(2))]),
    );
    expect(lastAt(steps, 'CREATED', 'ISSUED')).toBe(day(2));
    expect(lastAt(steps, 'VOIDED')).toBeNull();
  });
});

describe('a record is archived', () => {
  const status = (text: 'archived' | 'open') => record('purchase_order', 'P', { status: text });

  it('if its snapshot is archived', () => {
    expect(isArchived(ledgerOf([status('archived')]), 'status')).toBe(true);
    expect(isArchived(ledgerOf([status('open')]), 'status')).toBe(false);
    expect(isArchived(ledgerOf([status('archived')], [status('open')]), 'status')).toBe(false);
    expect(isArchived(ledgerOf([record('product', 'P', { archived: true })]), 'archived')).toBe(true);
  });

  it('if a step archives it after its snapshot, or together with it', () => {
    expect(isArchived(ledgerOf([status('open')], [happened('ARCHIVED', day(2))]), 'status')).toBe(true);
    expect(isArchived(ledgerOf([status('open'), happened('ARCHIVED', day(1))]), 'status')).toBe(true);
    expect(isArchived(ledgerOf([happened('ARCHIVED', day(2))], [status('open')]), 'status')).toBe(false);
  });

  it('not without either', () => {
    expect(isArchived(ledgerOf([happened('CREATED', day(1))]), 'status')).toBe(false);
  });
});

describe('the learned time of a record', () => {
  it('is that of the last received event, whatever its report time', () => {
    const kept = new InMemory();
    const late = { ...reportedEvent(day(1), record('document', 'D', {})), learnedAt: day(9) };
    kept.apply(
      late,
      reportedEvent(day(2), record('document', 'D', { memo: 'a' })),
      reportedEvent(day(3), record('document', 'D', { memo: 'b' })),
    );
    expect(kept.row('documents')).toMatchObject({ reportedAt: day(3), learnedAt: day(9) });
  });
});
