import { expect, test } from 'vitest';
import { signatureHeaders, styleOf } from './sign.ts';

const body = '{"_object":"/event","id":1,"type":"/shipment_leg#departed"}';
const sha256 = 'sha256=d603819194f0ee22da3877bc41514a3aa40df58a01c1b9f754160aac5beef198';

test('Flexport signs with both headers', () => {
  expect(signatureHeaders(styleOf('flexport', body), 'whsec-test', body)).toEqual({
    'X-Hub-Signature': 'sha1=6fceb676086903f3314daa4c0ac6a3e94b05f098',
    'X-Hub-Signature-256': sha256,
  });
});

test('the compact format is signed with SHA-256 in the old header', () => {
  expect(signatureHeaders('sha256-in-old-header', 'whsec-test', body)).toEqual({ 'X-Hub-Signature': sha256 });
  expect(styleOf('flexport', '{"id":"evt_1","type":"shipment.milestone"}')).toBe('sha256-in-old-header');
});

test('MVMNT sends its token', () => {
  expect(signatureHeaders(styleOf('mvmnt', '{}'), 'token', '{}')).toEqual({ 'x-api-key': 'token' });
});
