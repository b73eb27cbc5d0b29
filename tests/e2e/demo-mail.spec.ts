import { createTransport } from 'nodemailer';
import { htmlOf } from '#lib/notices/mail-html.ts';
import { demoSmtpUrl, expect, expectAccessible, test } from './fixtures.ts';

const MESSAGE = {
  subject: 'Arrived: FLEX-1, Shanghai → Los Angeles',
  headline: 'FLEX-1 arrived',
  explanation: null,
  facts: [{ label: 'Vessel', value: 'EVER ALOT' }],
  link: 'https://fairlead.example.com/shipments/1',
  footer: 'A test.',
};

test('the demo lists the messages that arrived, and shows one in a frame that runs nothing', async ({
  signedIn: page,
}) => {
  await page.goto('/demo/mail');
  await expect(page.getByText('No message yet')).toBeVisible();
  await expectAccessible(page);
  const transport = createTransport({ url: demoSmtpUrl() });
  const { subject } = MESSAGE;
  const to = 'imports@demo.example';
  await transport.sendMail({
    from: 'fairlead@demo.example',
    to,
    subject,
    text: 'The same as text.',
    html: htmlOf(MESSAGE),
  });
  transport.close();

  await page.goto('/settings/notifications');
  await page.getByRole('link', { name: 'e-mails and Slack messages arrive here' }).click();
  await expect(page.getByRole('row', { name: /FLEX-1/ })).toContainText('imports@demo.example');
  await expectAccessible(page);
  await page.getByRole('link', { name: MESSAGE.subject }).click();
  const frame = page.frameLocator(`iframe[title="${MESSAGE.subject}"]`);
  await expect(frame.getByRole('heading', { name: 'FLEX-1 arrived' })).toBeVisible();
  await expect(page.getByText('The same as text.')).toBeVisible();
  await expect(page.getByText('To: imports@demo.example')).toBeVisible();
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
});
