import { afterEach, expect, it, vi } from 'vitest';
import { sendCommand } from './send-command.ts';
import { appliedIn, outcomeText, talliesOf } from './tallies.ts';

afterEach(() => vi.unstubAllGlobals());

it('outcomes are counted by kind, each reason once', () => {
  const unchanged = { outcome: 'unchanged', reason: 'It has this owner already' } as const;
  const tallies = talliesOf([
    ...Array.from({ length: 1_200 }, () => ({ outcome: 'applied', reason: null }) as const),
    unchanged,
    { outcome: 'applied', reason: null },
    unchanged,
    { outcome: 'refused', reason: 'It has ended: what it was about is over' },
  ]);
  expect(appliedIn(tallies)).toBe(1_201);
  expect(outcomeText(tallies, '{n} will change')).toBe(
    '1,201 will change, 2 unchanged (It has this owner already), 1 refused (It has ended: what it was about is over)',
  );
});

it.each([
  [() => Promise.reject(new Error('offline')), 'The server cannot be reached. Nothing is known to have changed.'],
  [
    async () => Response.json({ title: 'Not allowed', detail: 'This needs the role of an operator' }, { status: 403 }),
    'This needs the role of an operator',
  ],
  [async () => Response.json({}, { status: 500 }), 'The server refused it.'],
])('what went wrong is said in words: %#', async (answer, problem) => {
  vi.stubGlobal('fetch', answer);
  expect(await sendCommand(['a'], { act: 'reopen' })).toEqual({ problem });
});
