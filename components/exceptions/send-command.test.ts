import { afterEach, expect, it, vi } from 'vitest';
import { outcomeText, sendCommand } from './send-command.ts';

afterEach(() => vi.unstubAllGlobals());

it('outcomes are counted by kind, each reason once', () => {
  const unchanged = { outcome: 'unchanged', reason: 'It has this owner already' } as const;
  expect(
    outcomeText(
      [
        { id: 'a', outcome: 'applied', reason: null },
        { id: 'b', ...unchanged },
        { id: 'c', ...unchanged },
        { id: 'd', outcome: 'refused', reason: 'It has ended: what it was about is over' },
      ],
      'will change',
    ),
  ).toBe('1 will change, 2 unchanged (It has this owner already), 1 refused (It has ended: what it was about is over)');
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
