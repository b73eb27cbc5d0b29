import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './security-headers.ts';

it('a page runs only scripts with the nonce of its response, and cannot be framed', () => {
  const policy = contentSecurityPolicy({ nonce: 'abc', dev: false, secure: true });
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("style-src 'self' 'nonce-abc';");
  expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'; object-src 'none'");
  expect(policy).not.toContain('unsafe-eval');
});
