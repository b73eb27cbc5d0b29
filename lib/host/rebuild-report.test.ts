import { expect, it } from 'vitest';
import type { RebuildReport } from '#lib/model/rebuild.ts';
import { reportLines } from './rebuild-report.ts';

const NOTHING: RebuildReport = {
  events: 3,
  compared: 2,
  changed: 0,
  kept: 0,
  refused: 0,
  unreadEvents: 0,
  eventStates: [],
  fields: [],
};

it('states that there are no differences', () => {
  expect(reportLines(NOTHING, { dryRun: true, seconds: 1.25 })).toEqual([
    '3 events read, 2 entities compared in 1.3 s.',
    'Nothing differs. Nothing was written.',
  ]);
});

it('shows only the changed fields of a place or another object', () => {
  const place = { name: 'A name that fills the line and leaves no room for anything behind it', country: 'US' };
  const [, , line] = reportLines(
    {
      ...NOTHING,
      changed: 1,
      fields: [
        {
          entityType: 'shipment',
          part: null,
          field: 'origin',
          count: 1,
          examples: [
            {
              provider: 'mvmnt',
              externalId: '7',
              before: { ...place, timeZone: null },
              after: { ...place, timeZone: 'America/Phoenix' },
            },
          ],
        },
      ],
    },
    { dryRun: false, seconds: 1 },
  );
  expect(line).toBe('  mvmnt 7: {"timeZone":null} → {"timeZone":"America/Phoenix"}');
});
