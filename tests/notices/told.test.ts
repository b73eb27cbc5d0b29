import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { replayEvents } from '#lib/inbox/replay.ts';
import { projectDueFacts } from '#lib/pipeline.ts';
import { eventually } from '#tests/support/await.ts';
import { APP_URL, type Notified, STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

let notified: Notified;
beforeAll(async () => {
  notified = await startNotified();
});

let shipment = 4_000;
beforeEach(async () => {
  shipment += 1;
  const { runtime, mail, slack } = notified;
  await runtime.sql`truncate notices, notification_rules cascade`;
  mail.received.length = 0;
  slack.posted.length = 0;
});

const subjects = () => notified.mail.received.map(({ subject }) => subject);

/** The stored notices, in order: milestone, generation, kind and state. */
async function stored(): Promise<string[]> {
  const rows = await notified.runtime.sql`select milestone, generation, kind, state from notices order by position`;
  return rows.map(({ milestone, generation, kind, state }) => `${milestone} ${generation} ${kind} ${state}`);
}

describe('a departure', () => {
  it('is told once by e-mail and once by Slack, with the shipment, the place, the time and a link', async () => {
    await notified.addRule();
    await notified.addRule({ channel: 'slack' });
    const departed = hoursAgo(5);
    await notified.deliver('flexport', sailing({ shipment, name: 'Spring chairs', departed }));
    const [mail, ...others] = notified.mail.received;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      subject: `Departed: FLEX-${shipment}, Shanghai → Los Angeles`,
      from: { address: 'fairlead@example.com', name: 'Fairlead' },
      to: [{ address: STAKEHOLDER }],
    });
    for (const body of [mail?.text ?? '', mail?.html ?? '', notified.slack.posted.join()]) {
      expect(body).toContain('Spring chairs');
      expect(body).toContain('EVER ALOT');
      expect(body).toMatch(/Departed.*\+08:00, Shanghai/s);
      expect(body).toMatch(new RegExp(`${APP_URL}/open/[\\w-]{80,120}`));
    }
    expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(notified.slack.posted).toHaveLength(1);
  });

  it('is told within seconds by a worker', async () => {
    const own = await startNotified();
    await own.addRule();
    await own.addRule({ channel: 'slack' });
    await own.runtime.work();
    const begun = Date.now();
    await own.deliver('flexport', sailing({ shipment, departed: hoursAgo(1) }));
    await eventually(
      async () => own.mail.received.length + own.slack.posted.length,
      (count) => count === 2,
    );
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  it('is not told again when the webhook arrives again, the event is replayed, or an older report follows', async () => {
    await notified.addRule();
    const older = sailing({ shipment, reportedAt: hoursAgo(9) });
    const body = sailing({ shipment, departed: hoursAgo(5), reportedAt: hoursAgo(4) });
    await notified.deliver('flexport', body, body);
    await notified.deliver('flexport', body);
    await notified.deliver('flexport', older);
    const { sql, queue, drain } = notified.runtime;
    expect(await replayEvents(sql, queue, {}, { by: 'ops@example.com' })).toMatchObject({ next: null });
    await drain();
    expect(subjects()).toHaveLength(1);
  });

  it('is not told of a shipment of another customer or source, nor without a rule', async () => {
    await notified.deliver('flexport', sailing({ shipment: shipment + 50_000, departed: hoursAgo(5) }));
    await notified.addRule({ customer: 'Harbour Home' });
    await notified.addRule({ provider: 'mvmnt' });
    await notified.deliver('flexport', sailing({ shipment, consignee: 'Prairie Foods', departed: hoursAgo(5) }));
    expect(await stored()).toEqual([]);
    await notified.deliver('flexport', sailing({ shipment, consignee: 'harbour home ', departed: hoursAgo(5) }));
    expect(subjects()).toHaveLength(1);
  });

  it('is told of one shipment only, by a rule for that shipment', async () => {
    await notified.deliver('flexport', sailing({ shipment }));
    const [row] = await notified.runtime.sql`select id from shipments where external_id = ${String(shipment)}`;
    await notified.addRule({ shipmentId: row?.id });
    await notified.deliver('flexport', sailing({ shipment: shipment + 60_000, departed: hoursAgo(5) }));
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    expect(subjects()).toEqual([`Departed: FLEX-${shipment}, Shanghai → Los Angeles`]);
  });

  it('is not told more than three days later, and one of a rule that is newer than the departure is not either', async () => {
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    await notified.addRule({ milestones: ['departed'] });
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5), arrived: hoursAgo(1) }));
    await notified.deliver('flexport', sailing({ shipment: shipment + 50_000, departed: hoursAgo(73) }));
    expect(await stored()).toEqual([]);
  });
});

describe('a shipment by truck', () => {
  const load = (event: string, minutes: number) =>
    JSON.stringify({
      sentAt: new Date().toISOString(),
      events: [
        {
          event,
          timestamp: hoursAgo(1 - minutes / 60),
          data: { id: `truck-${shipment}`, friendlyId: `SHP-${shipment}`, customer: { id: 'c1', name: 'Birch Lane' } },
        },
      ],
    });

  it('is told to its customer: the delivery, and not twice', async () => {
    await notified.addRule({ customer: 'Birch Lane', milestones: ['delivered'] });
    await notified.addRule({ customer: 'Harbour Home' });
    const delivered = load('SHIPMENT_DELIVERED', 5);
    await notified.deliver('mvmnt', load('SHIPMENT_BOOKED', 1), delivered);
    await notified.deliver('mvmnt', delivered);
    expect(subjects()).toEqual([`Delivered: SHP-${shipment}`]);
    expect(notified.mail.received[0]?.text).toContain('Customer: Birch Lane');
  });
});

describe('a departure that is dated in the future', () => {
  afterEach(() => vi.useRealTimers());

  it('is told when that time has come', async () => {
    await notified.addRule();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(-2) }));
    expect(await stored()).toEqual([]);
    vi.useFakeTimers({ toFake: ['Date'] }).setSystemTime(Date.now() + 3 * 3_600_000);
    await projectDueFacts(notified.runtime.sql);
    expect(await stored()).toEqual(['departed 1 told pending']);
  });
});

describe('several milestones', () => {
  it('of one webhook: only the furthest is told', async () => {
    await notified.addRule();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(50), arrived: hoursAgo(2) }));
    expect(subjects()).toEqual([`Arrived: FLEX-${shipment}, Shanghai → Los Angeles`]);
  });

  it('one after the other are told in their order', async () => {
    await notified.addRule();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(50) }));
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(50), arrived: hoursAgo(2) }));
    expect(subjects().map((one) => one?.split(':')[0])).toEqual(['Departed', 'Arrived']);
  });
});

describe('a retracted departure', () => {
  it('is followed by one correction, in the thread of the notice that it corrects', async () => {
    await notified.addRule();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    const retraction = sailing({ shipment });
    await notified.deliver('flexport', retraction);
    await notified.deliver('flexport', retraction, sailing({ shipment }));
    expect(subjects()).toEqual([
      `Departed: FLEX-${shipment}, Shanghai → Los Angeles`,
      `Correction: FLEX-${shipment} has not departed, Shanghai → Los Angeles`,
    ]);
    const [told, correction] = notified.mail.received;
    expect(correction?.inReplyTo).toBe(told?.messageId);
    expect(correction?.text).toContain('withdrawn by its source');
    expect(await stored()).toEqual(['departed 1 told sent', 'departed 1 corrected sent']);
  });

  it('is told again when the shipment departs after all', async () => {
    await notified.addRule();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    await notified.deliver('flexport', sailing({ shipment }));
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(1) }));
    expect(subjects().map((one) => one?.split(':')[0])).toEqual(['Departed', 'Correction', 'Departed']);
    expect(await stored()).toContain('departed 2 told sent');
  });

  it('before it was sent is told to nobody, and neither is its correction', async () => {
    await notified.addRule();
    await notified.runtime.sql`insert into stopped_channels values ('email', 'a test', now())`;
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    await notified.deliver('flexport', sailing({ shipment }));
    await notified.runtime.sql`delete from stopped_channels`;
    await notified.runtime.drain();
    expect(subjects()).toEqual([]);
    expect(await stored()).toEqual(['departed 1 told cancelled']);
  });

  it('that is reported again before the correction was sent stands, without a second notice', async () => {
    await notified.addRule();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    await notified.runtime.sql`insert into stopped_channels values ('email', 'a test', now())`;
    await notified.deliver('flexport', sailing({ shipment }));
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    await notified.runtime.sql`delete from stopped_channels`;
    await notified.runtime.drain();
    expect(subjects()).toHaveLength(1);
    expect(await stored()).toEqual(['departed 1 told sent', 'departed 1 corrected cancelled']);
    await notified.deliver('flexport', sailing({ shipment }));
    expect(subjects()).toHaveLength(2);
  });
});
