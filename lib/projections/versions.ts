import { plausibleReport } from '#lib/model/report-time.ts';
import type { NormalisedEvent } from './apply.ts';

/** One version of an event that came more than once with different content; `digest` is the SHA-256 of what it came as. */
export type Version = { event: NormalisedEvent; digest: string };

/**
 * What to apply of an event of which several versions are known: all of them, the one with the latest report last, each of
 * the others replaced by it. Between versions that were reported at the same time the digest decides. Pass every version
 * that is known, whichever of them is new: the order in which they come does not matter then.
 */
export function orderVersions(versions: readonly Version[]): NormalisedEvent[] {
  const ordered = versions.map((version) => ({ ...version, at: reportOf(version) })).sort(compare);
  const last = ordered.at(-1);
  return ordered.map(({ event }) =>
    event === last?.event ? event : { ...event, supersededBy: last?.event.id as string },
  );
}

type Dated = Version & { at: string };

function reportOf({ event: { reportedAt, learnedAt } }: Version): string {
  return plausibleReport(reportedAt, learnedAt).reportedAt;
}

function compare(a: Dated, b: Dated): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.digest < b.digest ? -1 : 1;
}
