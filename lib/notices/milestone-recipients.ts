import type { Transaction } from '#db/client.ts';
import { NOTICE_MILESTONES } from '#lib/model/notice.ts';
import type { NoticeSchedule } from '#lib/model/notice-schedule.ts';
import type { MilestoneRule } from './decide-for-rule.ts';
import { loadFollowedFilters } from './followed/load-filters.ts';
import type { RuleFilter } from './rule-filter.ts';

/** A recipient who may be told of milestones, with what their rule tells, or why they are stakeholders or watch. */
export type MilestoneRecipient = MilestoneRule & Pick<NoticeSchedule, 'cadence' | 'timeZone'> & { id: string };

/** A row of each recipient, or one without an id if there is none; each states whether anybody is a stakeholder or watches. */
type Row = Omit<MilestoneRecipient, 'id' | 'filters'> & RuleFilter & { id: string | null; hasFollowers: boolean };

/** The recipients who may be told of milestones of some shipments. */
export async function loadMilestoneRecipients(
  tx: Transaction,
  shipmentIds: readonly string[],
): Promise<MilestoneRecipient[]> {
  const rows = await tx<Row[]>`
    select "hasFollowers", recipient.* from (select exists (select from subscriptions) as "hasFollowers") as others left join (
      select recipient.id, milestones, customer, provider, shipment_id as "shipmentId", cadence, time_zone as "timeZone"
      from notification_rules as rule join rule_recipients as recipient on recipient.rule_id = rule.id
      where enabled and rule.removed_at is null and recipient.removed_at is null and trigger = 'milestone' and origin = 'admin'
        and (shipment_id is null or shipment_id = any(${[...shipmentIds]}::uuid[]))) as recipient on true`;
  const named = rows.flatMap(({ hasFollowers: _, id, customer, provider, shipmentId, ...rule }) =>
    id === null ? [] : [{ ...rule, id, filters: [{ customer, provider, shipmentId }] }],
  );
  return rows[0]?.hasFollowers ? [...named, ...(await loadFollowers(tx, shipmentIds))] : named;
}

async function loadFollowers(tx: Transaction, shipmentIds: readonly string[]): Promise<MilestoneRecipient[]> {
  const followed = Map.groupBy(await loadFollowedFilters(tx, shipmentIds), ({ recipientId }) => recipientId);
  return [...followed].map(([id, filters]) => ({ id, filters, ...FOLLOWED }));
}

/** Stakeholders and watchers are told all milestones at once. */
const FOLLOWED = { milestones: NOTICE_MILESTONES, cadence: 'at_once', timeZone: 'UTC' } as const;
