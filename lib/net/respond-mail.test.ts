import { expect, it } from 'vitest';
import { respondMail } from './respond-mail.ts';

it('an e-mail that is shown in a page runs nothing, loads nothing, and opens its links in another tab', async () => {
  const response = respondMail('<html><head><title>A</title></head><body><script>1</script></body></html>');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';/);
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).not.toMatch(/script|'self' /);
  expect(await response.text()).toContain('<head><base target="_blank"><title>');
});
