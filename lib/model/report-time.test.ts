import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS, plausibleReport } from './report-time.ts';

const instant = fc
  .integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2998, 0, 1) })
  .map((at) => new Date(at).toISOString());

it('counts no report later than it was learned, and keeps its stated time', () => {
  fc.assert(
    fc.property(instant, instant, (stated, learnedAt) => {
      const { reportedAt, statedAt } = plausibleReport(stated, learnedAt);
      expect(Date.parse(reportedAt)).toBeLessThanOrEqual(Date.parse(learnedAt) + CLOCK_TOLERANCE_MS);
      expect(statedAt ?? reportedAt).toBe(stated);
      if (statedAt !== undefined) expect(Date.parse(stated)).toBeGreaterThan(Date.parse(learnedAt));
    }),
  );
});

it('prefers any report that is learned a day later to one whose clock is ahead', () => {
  const learnedAt = '2026-03-12T12:00:00.000Z';
  const ahead = fc.integer({ min: CLOCK_TOLERANCE_MS + 1, max: 40 * 365 * 86_400_000 });
  const after = fc.integer({ min: 86_400_000, max: 365 * 86_400_000 });
  fc.assert(
    fc.property(ahead, after, (by, later) => {
      const broken = plausibleReport(new Date(Date.parse(learnedAt) + by).toISOString(), learnedAt);
      const honest = new Date(Date.parse(learnedAt) + later).toISOString();
      expect(plausibleReport(honest, honest).reportedAt > broken.reportedAt).toBe(true);
    }),
  );
});
