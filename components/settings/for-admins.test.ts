import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { AdminList } from './for-admins.tsx';

type Props = Parameters<typeof AdminList>[0];
const markup = (props: Props) => renderToStaticMarkup(createElement(AdminList, props));

it('lists the admins to write to, and nothing without one', () => {
  const html = markup({ admins: [{ email: 'ops@example.com', name: 'Ana' }] });
  expect(html).toContain('Ana, <a href="mailto:ops@example.com"');
  expect(markup({ admins: [] })).toBe('');
});
