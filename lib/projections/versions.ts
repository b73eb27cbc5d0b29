import { plausibleReport } from '#lib/model/report-time.ts';
import type { NormalisedEvent } from './apply.ts';

/** One version of an event that arrived several times with different content; `digest` is the SHA-256 of its bytes. */
export type Version = { event: NormalisedEvent; digest: string };

/**
 * All versions of an event in the order in which to apply them: the one with the latest report last, the others replaced by it.
 * Between versions with the same report time the digest decides. Pass every known version, so that the order of arrival does not
 * matter.
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
