import type { MilestoneCode } from '#lib/model/milestone.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { Evidence } from '#lib/projections/evidence.ts';
import type { MilestoneClaim } from '#lib/projections/milestones.ts';
import type { RouteLeg } from '#lib/projections/route.ts';

type Details = Partial<Omit<MilestoneClaim, 'code' | 'moment'>> & { reported?: string };

/** A current fact, reported on the day on which it happened; its key is unique for code, time and container. */
export function claim(code: MilestoneCode, text: string, { reported, ...details }: Details = {}): MilestoneClaim {
  const moment = parseMoment(text);
  if (!moment) throw new Error(`${text} is not a time`);
  const reportedAt = reported ?? moment.at;
  const first = { id: `event of ${code} ${text}`, key: text, reportedAt, learnedAt: reportedAt };
  return {
    key: [code, details.leg, details.container, details.classifier, text].join('|'),
    code,
    classifier: 'ACT',
    leg: null,
    container: null,
    about: details.container ? [details.container] : null,
    instance: null,
    standing: 'current',
    flag: null,
    countsFrom: null,
    moment,
    first,
    last: first,
    place: null,
    reason: null,
    ...details,
  };
}

/** The evidence of a fact, without a route. */
export function proves(fact: MilestoneClaim, stage: Stage, rank: number = STAGES[stage].rank): Evidence {
  return { claim: fact, stage, rank };
}

/** A leg of a route. */
export function routeLeg(externalId: string, fields: RouteLeg['fields'], main = false): RouteLeg {
  return { externalId, main, fields };
}
