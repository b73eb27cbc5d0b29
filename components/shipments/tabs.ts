import type { ShipmentCounts } from '#db/queries/shipment-list.ts';
import { SHIPMENT_VIEWS } from '#lib/model/shipment-view.ts';
import { type ListSpec, type ListState, stateHref } from '../table/list-state.ts';
import type { TabLink } from '../ui/link-tabs.tsx';

/** The views that work is done from, in the order of the tabs. */
const VIEWS = ['late', 'arriving', 'held', 'charges', 'overdue', 'slipped'] as const;
const STATUSES = { in_transit: 'In transit', delivered: 'Delivered' } as const;

const NEUTRAL = { status: undefined, trouble: undefined, view: undefined };

/** All, what needs somebody, and the usual ways to look, each with how many shipments there are. */
export function shipmentTabs(
  { base }: ListSpec,
  state: ListState,
  counts: ShipmentCounts,
): { links: TabLink[]; current: string } {
  const tab = (key: string, label: string, changes: Record<string, string>, count = counts[key] ?? 0): TabLink => ({
    key,
    label,
    href: stateHref(base, state, { ...NEUTRAL, ...changes }),
    count: count >= 1000 ? '999+' : count,
  });
  const trouble = tab('trouble', 'Needs attention', { trouble: 'true' });
  const links = [
    tab('all', 'All', {}, counts.total),
    (counts.trouble ?? 0) > 0 ? { ...trouble, tone: 'rounded-full bg-late-soft px-1.5 text-late' } : trouble,
    ...VIEWS.map((view) => tab(view, SHIPMENT_VIEWS[view], { view })),
    ...Object.entries(STATUSES).map(([status, label]) => tab(status, label, { status })),
  ];
  return { links, current: state.view ?? (state.trouble === 'true' ? 'trouble' : (state.status ?? 'all')) };
}
