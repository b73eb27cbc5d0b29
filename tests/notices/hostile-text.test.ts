import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Notified, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

let notified: Notified;
beforeAll(async () => {
  notified = await startNotified();
});

beforeEach(async () => {
  await notified.runtime.sql`truncate notices, notification_rules cascade`;
  notified.mail.received.length = 0;
  notified.slack.posted.length = 0;
});

/** The header lines of a message. */
const headersOf = (raw: string) =>
  (raw.split('\r\n\r\n')[0] ?? '').split('\r\n').filter((line) => /^[\w-]+:/.test(line));

describe('text of a provider', () => {
  it('mentions nobody in Slack', async () => {
    await notified.addRule({ channel: 'slack' });
    const name = '<!everyone> <!channel|all> <@U012> & <https://evil.example|here>';
    await notified.deliver('flexport', sailing({ shipment: 8_001, name, departed: hoursAgo(1) }));
    const [text = ''] = notified.slack.posted;
    expect(text).toContain(
      '&lt;!everyone&gt; &lt;!channel|all&gt; &lt;@U012&gt; &amp; &lt;https://evil.example|here&gt;',
    );
    expect(text.match(/<[^>]*>/g)).toEqual([expect.stringMatching(/^<https:\/\/fairlead\.example\.com\/open\//)]);
  });

  it('adds no header and no recipient to an e-mail', async () => {
    const { sql, notifier } = notified.runtime;
    await notified.addRule();
    await sql`insert into stopped_channels values ('email', 'a test', now())`;
    await notified.deliver('flexport', sailing({ shipment: 8_002, departed: hoursAgo(1) }));
    const injected = 'PO-1\r\nBcc: thief@example.com\r\n\r\n<b>body</b>\u2028X-Two: 2\u0000\u0085';
    const [notice] = await sql<{ content: object }[]>`select content from notices`;
    const content = JSON.stringify({ ...notice?.content, reference: injected, name: injected });
    await sql`update notices set content = ${content}::text::json`;
    await sql`delete from stopped_channels`;
    await notifier.sendDue();
    const [mail] = notified.mail.received;
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.to).toHaveLength(1);
    expect(headersOf(mail?.raw ?? '').filter((line) => /^(bcc|x-two)/i.test(line))).toEqual([]);
    expect(mail?.subject).toContain('PO-1 Bcc: thief@example.com');
  });

  it('is not read as HTML', async () => {
    await notified.addRule();
    const name = `<img src=x onerror=alert(1)> "quoted" & 'more'`;
    await notified.deliver('flexport', sailing({ shipment: 8_003, name, departed: hoursAgo(1) }));
    const html = notified.mail.received[0]?.html ?? '';
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; &#39;more&#39;');
    expect(html).not.toContain('<img');
  });

  it('that is very long is truncated', async () => {
    await notified.addRule();
    await notified.addRule({ channel: 'slack' });
    await notified.deliver('flexport', sailing({ shipment: 8_004, name: 'x'.repeat(20_000), departed: hoursAgo(1) }));
    expect(notified.slack.posted[0]?.length).toBeLessThan(1_500);
    expect(notified.mail.received[0]?.text?.length).toBeLessThan(1_500);
  });
});
