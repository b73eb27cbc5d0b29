import { plausibleReport } from '#lib/model/report-time.ts';
import type { NormalisedEvent } from './apply.ts';

/** One version of an event that was received several times with different content. `order` sorts versions with the same report time. */
export type Version = { event: NormalisedEvent; order: string };

/**
 * Versions of an event in the order in which to apply them: the one with the latest report last, the others replaced by it. Between
 * versions with the same report time `order` decides. The versions that are to be applied must be passed together with the applied
 * one that is current, so that the result does not depend on the order of arrival.
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
  return a.order < b.order ? -1 : 1;
}
