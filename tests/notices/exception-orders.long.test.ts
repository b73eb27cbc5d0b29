import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { exceptionEvents, exceptionRun, NOW } from '#tests/support/exception-events.ts';
import { customs, passHold } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { startNotified } from '#tests/support/notified.ts';
import { repetitions } from '#tests/support/repetitions.ts';

vi.useFakeTimers({ toFake: ['Date'] });
vi.setSystemTime(new Date(NOW));
const notified = await startNotified();
const { sql } = notified.runtime;
afterAll(() => {
  vi.useRealTimers();
});

const sweep = () => sweepExceptions(sql, tellExceptions);

type Order = { order: readonly number[]; cuts: readonly boolean[]; swept: readonly boolean[] };

async function applyInOrder(events: readonly NormalisedEvent[], { order, cuts, swept }: Order): Promise<void> {
  let batch: NormalisedEvent[] = [];
  for (const [at, position] of order.entries()) {
    batch.push(events[position] as NormalisedEvent);
    if (!cuts[at] && at < order.length - 1) continue;
    await applyBatch(sql, ...batch);
    batch = [];
    if (swept[at]) await sweep();
  }
}

/** The subjects of the messages about a shipment, without its name. */
function sentAbout(shipment: string): string[] {
  const about = notified.mail.received.filter(({ subject }) => subject?.includes(`: ${shipment},`));
  return about.map(({ subject = '', text = '' }) => `${subject}\n${factsIn(text)}`.replaceAll(shipment, '')).toSorted();
}

/** Without the link, which has the id of the exception. */
const factsIn = (text: string) => text.replace(/https:\S+/g, '').trim();

let shipments = 0;

it('any order, repetition and batching of the same events sends the same notices, also of what follows them', async () => {
  await sql`insert into exception_sweep (swept_until) values (${NOW})`;
  await notified.addRule({ trigger: 'exception', severity: 'low' });
  let followed = 0;
  await fc.assert(
    fc.asyncProperty(exceptionRun, exceptionRun, async (before, after) => {
      shipments += 1;
      const [one, other] = [`notice-${shipments}-a`, `notice-${shipments}-b`];
      for (const [at, run] of [before, after].entries()) {
        const eventsOf = (shipment: string) => exceptionEvents(shipment, run.events, `${at}-`);
        const held = (shipment: string) =>
          reportedEvent(NOW, customs(shipment, 'CUSTOMS_HOLD', '2026-03-19T10:00:00Z'));
        await applyBatch(sql, ...eventsOf(one), ...(at === 0 ? [held(one)] : []));
        await applyInOrder(eventsOf(other), run);
        if (at === 0) await applyBatch(sql, held(other));
        // Half of them end in any case.
        if (at === 1 && run.events.length % 2 === 0)
          for (const shipment of [one, other])
            await applyBatch(sql, reportedEvent(NOW, customs(shipment, 'CUSTOMS_RELEASED', '2026-03-20T11:00:00Z')));
        await sweep();
        await passHold(notified);
      }
      const [expected, actual] = [sentAbout(one), sentAbout(other)];
      if (expected.some((text) => /^(Ended|Now)/.test(text))) followed += 1;
      expect(actual).toEqual(expected);
    }),
    { numRuns: repetitions(30, 12) },
  );
  expect(followed).toBeGreaterThan(repetitions(5, 1));
});
