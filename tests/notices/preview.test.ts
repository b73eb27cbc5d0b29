import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import { previewOf, sendPreview, TEMPLATES, type Template } from '#lib/notices/preview.ts';
import { container, customs } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { APP_URL, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

const notified = await startNotified();
const { runtime } = notified;
const { settings } = runtime.notifier;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

const templateOf = (key: string): Template => {
  const found = TEMPLATES.find((one) => one.key === key);
  if (!found) throw new RangeError(key);
  return found;
};
const preview = (key: string) => previewOf(runtime.sql, settings, templateOf(key));

beforeEach(async () => {
  notified.mail.received.length = 0;
});

describe('a preview', () => {
  it('exists for every milestone, its correction, exceptions and a digest', () => {
    expect(TEMPLATES.map(({ key }) => key)).toEqual([
      ...['departed', 'departed-corrected', 'arrived', 'arrived-corrected', 'delivered', 'delivered-corrected'],
      ...['exception', 'exception-worsened', 'exception-ended', 'digest'],
    ]);
  });

  it('needs a shipment, or an exception', async () => {
    expect(await preview('exception')).toBeNull();
    expect(await preview('departed')).toBeNull();
    expect(await preview('digest')).toBeNull();
    expect(await sendPreview(db, runtime, 'ops@example.com', templateOf('departed'))).toBe(
      'There is nothing yet that this message could show.',
    );
    expect(notified.mail.received).toEqual([]);
  });

  it('has the data of the latest shipment about which it would be sent, in the form of each channel', async () => {
    await notified.deliver('flexport', sailing({ shipment: 13_001, departed: hoursAgo(30), arrived: hoursAgo(2) }));
    await notified.deliver('flexport', sailing({ shipment: 13_002, departed: hoursAgo(3) }));
    const [departed, arrived] = [await preview('departed'), await preview('arrived')];
    expect(departed?.message.subject).toBe('Departed: FLEX-13002, Shanghai → Los Angeles');
    expect(arrived?.message.subject).toBe('Arrived: FLEX-13001, Shanghai → Los Angeles');
    for (const text of [arrived?.text, arrived?.html, arrived?.slack, arrived?.teams])
      expect(text).toContain('FLEX-13001 arrived');
    expect(arrived?.payload).toMatchObject({ type: 'shipment.arrived', data: { reference: 'FLEX-13001' } });
    expect(arrived?.text).toContain(`Unsubscribe: ${APP_URL}/unsubscribe/preview`);
    expect((await preview('arrived-corrected'))?.text).toContain('FLEX-13002 has not arrived');
    const other = await previewOf(runtime.sql, settings, templateOf('arrived'), departed?.shipmentId);
    expect(other?.text).toContain('FLEX-13002 arrived');
    // No shipment was delivered, so the latest is shown.
    expect((await preview('delivered'))?.message.subject).toBe('Delivered: FLEX-13002, Shanghai → Los Angeles');
  });

  it('of a digest has the latest shipment of each milestone', async () => {
    const digest = await preview('digest');
    expect(digest?.message.subject).toBe('Preview: 1 arrived, 1 departed');
    for (const text of [digest?.text, digest?.html, digest?.slack, digest?.teams])
      for (const reference of ['FLEX-13001', 'FLEX-13002']) expect(text).toContain(reference);
    expect(digest?.payload).toMatchObject({
      type: 'digest',
      data: { notices: [{ type: 'shipment.departed' }, { type: 'shipment.arrived' }] },
    });
  });

  it('is sent to the admin as a test, is audited, and a failure is told', async () => {
    expect(await sendPreview(db, runtime, 'ops@example.com', templateOf('arrived'))).toBeNull();
    const [mail] = notified.mail.received;
    expect(mail?.to).toMatchObject([{ address: 'ops@example.com' }]);
    expect(mail?.subject).toBe('Test: Arrived: FLEX-13001, Shanghai → Los Angeles');
    expect(mail?.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
    const entries = await runtime.sql`select actor, subject from audit_entries where action = 'template-tested'`;
    expect([...entries]).toEqual([{ actor: 'ops@example.com', subject: 'Arrived' }]);
    notified.mail.replies.push(550);
    expect(await sendPreview(db, runtime, 'ops@example.com', templateOf('arrived'))).toContain('550');
  });

  it('of an exception has the most urgent one, in the form of each channel', async () => {
    const held = (name: string, ...changes: Change[]) =>
      applyBatch(runtime.sql, reportedEvent(hoursAgo(0.1), customs(name, 'CUSTOMS_HOLD'), ...changes));
    await held('P1', container('P1', 'CSQU3054383', 0));
    await held('P2');
    // As urgent as the hold.
    await runtime.sql`delete from exception_cases where type = 'charge.lfd_near'`;
    const opened = await preview('exception');
    expect(opened?.message.subject).toBe('Critical: P1, Customs hold');
    for (const text of [opened?.text, opened?.html, opened?.slack, opened?.teams])
      expect(text).toContain('P1: Customs hold: exam');
    expect(opened?.payload).toMatchObject({
      type: 'exception.opened',
      data: { reference: 'P1', exceptionType: 'hold.customs', exceptions: [{ severity: 'critical' }] },
    });
    expect((await preview('exception-worsened'))?.message.subject).toBe('Now critical: P1, Customs hold');
    expect((await preview('exception-ended'))?.message.subject).toBe('Ended: P1, Customs hold');
  });

  it('writes no notice', async () => {
    expect(await runtime.sql`select from notices`).toHaveLength(0);
  });
});
