import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { FirstSteps } from './first-steps.tsx';

const provider = { value: 'sender', label: 'Sender', address: 'https://fairlead.example/api/webhooks/sender' };

it('names the address of a provider in its commands, and has no such step without a provider', () => {
  const html = renderToStaticMarkup(createElement(FirstSteps, { providers: [provider] }));
  expect(html).toContain(`curl -i -X POST ${provider.address} -d`);
  const without = renderToStaticMarkup(createElement(FirstSteps, { providers: [] }));
  expect(without).toContain('npm run demo');
  expect(without).not.toMatch(/undefined|curl/);
});
