import type { Transaction } from '#db/client.ts';
import type { Severity } from '#lib/model/exception.ts';
import { FOLLOWED_RULE_ID } from '#lib/model/subscription.ts';
import type { RuleFilter } from '../rule-filter.ts';
import { shownShipments } from './shown-shipments.ts';

/** A reason for which a recipient is told of shipments. */
export type FollowedFilter = RuleFilter & {
  recipientId: string;
  /** The address of the recipient, in lower case. */
  target: string;
  /** The least severity of the exceptions that it tells of; null for none. */
  severity: Severity | null;
  /** ISO 8601 UTC. */
  createdAt: string;
};

type Row = {
  recipientId: string;
  target: string;
  severity: Severity | null;
  createdAt: Date;
  shipmentId: string | null;
  customer: string | null;
  search: string | null;
};

/**
 * The reasons for which stakeholders and watchers may be told of some shipments. Not those that are muted, nor those of views that were
 * removed, or that their watcher does not have any more. `ofExceptions`: only those that tell of exceptions.
 */
export async function loadFollowedFilters(
  tx: Transaction,
  shipmentIds: readonly string[],
  ofExceptions = false,
): Promise<FollowedFilter[]> {
  const rows = await tx<Row[]>`
    select recipient_id as "recipientId", lower(recipient.target) as target, severity, subscription.created_at as "createdAt", party.name as customer,
      case when scope = 'shipment' then subject_id end as "shipmentId", coalesce(filter, view.search) as search
    from subscriptions as subscription
    join rule_recipients as recipient on recipient.id = recipient_id
      and recipient.rule_id = ${FOLLOWED_RULE_ID} and recipient.removed_at is null
    left join parties as party on scope = 'customer' and party.id = subject_id
    left join saved_views as view on scope = 'view' and view.id = subject_id
      and (view.shared or view.user_id = (select id from users where email = lower(recipient.target)))
    where muted_at is null and (severity is not null or ${!ofExceptions}) and (scope <> 'shipment' or subject_id = any(${[...shipmentIds]}::uuid[]))
      and (scope <> 'customer' or party.name is not null) and (scope <> 'view' or view.id is not null)`;
  const shown = await shownShipments(
    tx,
    rows.flatMap(({ search }) => search ?? []),
    shipmentIds,
  );
  return rows.map(({ search, createdAt, ...filter }) => ({
    ...filter,
    provider: null,
    createdAt: createdAt.toISOString(),
    ...(search !== null && { shown: shown.get(search) ?? NONE }),
  }));
}

const NONE: ReadonlySet<string> = new Set();
