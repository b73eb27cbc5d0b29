import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { AdminList } from './for-admins.tsx';

it('lists the admins to write to, and nothing without one', () => {
  const html = renderToStaticMarkup(AdminList({ admins: [{ email: 'ops@example.com', name: 'Ana' }] }));
  expect(html).toContain('Ana, <a href="mailto:ops@example.com"');
  expect(renderToStaticMarkup(AdminList({ admins: [] }))).toBe('');
});
