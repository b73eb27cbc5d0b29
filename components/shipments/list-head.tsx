'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { SHIPMENT_VIEWS } from '#lib/model/shipment-view.ts';
import { Choice, type Option } from '../ui/choice.tsx';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { type ListQuery, listHref, STAGE_OPTIONS } from './list-query.ts';
import { modeLabel } from './mode-icon.tsx';
import { useShipmentList } from './shipment-table.tsx';

const VIEWS = ['late', 'arriving', 'held', 'charges', 'overdue', 'slipped'] as const;
const STATUSES = [
  { key: 'in_transit', label: 'In transit' },
  { key: 'delivered', label: 'Delivered' },
] as const;

/** Title, views with their counts, and filters. Every choice is an address. */
export function ListHead({ query, providers }: { query: ListQuery; providers: readonly Option[] }) {
  const counts = useShipmentList(query).data?.counts ?? {};
  const count = (key: string) => {
    const value = counts[key] ?? 0;
    return value >= 1000 ? '999+' : value;
  };
  const current = query.view ?? (query.trouble ? 'trouble' : (query.status ?? 'all'));
  const view = (changes: ListQuery) =>
    listHref(query, { status: undefined, trouble: undefined, view: undefined, ...changes });
  return (
    <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold tracking-tight">Shipments</h1>
        <Filters query={query} providers={providers} />
      </div>
      <LinkTabs
        label="Views"
        current={current}
        tabs={[
          { key: 'all', label: 'All', href: view({}), count: count('total') },
          {
            key: 'trouble',
            label: 'Needs attention',
            href: view({ trouble: '1' }),
            count: count('trouble'),
            ...(count('trouble') !== 0 && { tone: 'rounded-full bg-late-soft px-1.5 text-late' }),
          },
          ...VIEWS.map((key) => ({ key, label: SHIPMENT_VIEWS[key], href: view({ view: key }), count: count(key) })),
          ...STATUSES.map(({ key, label }) => ({ key, label, href: view({ status: key }), count: count(key) })),
        ]}
      />
    </div>
  );
}

function Filters({ query, providers }: { query: ListQuery; providers: readonly Option[] }) {
  const router = useRouter();
  const set = (changes: Partial<Record<keyof ListQuery, string | undefined>>) =>
    router.push(listHref(query, changes as ListQuery));
  const modes = TRANSPORT_MODES.map((value) => ({ value, label: modeLabel(value) }));
  const filtered =
    query.pol || query.pod || query.q || query.mode || query.provider || query.status || query.trouble || query.view;
  return (
    <div className="flex flex-1 flex-wrap items-center gap-1.5 max-md:w-full max-md:flex-none">
      <Choice
        label="Status"
        all="Any status"
        value={query.status}
        options={STAGE_OPTIONS}
        onChange={(status) => set({ status })}
      />
      <Choice label="Mode" all="Any mode" value={query.mode} options={modes} onChange={(mode) => set({ mode })} />
      <Choice
        label="Source"
        all="Any source"
        value={query.provider}
        options={providers}
        onChange={(provider) => set({ provider })}
      />
      {(['pol', 'pod'] as const).map((port) => {
        const code = query[port];
        return (
          code && (
            <Applied
              key={port}
              says={port === 'pol' ? 'Loaded in' : 'Discharged in'}
              value={code}
              clear={listHref(query, { [port]: undefined })}
            />
          )
        );
      })}
      {query.q && <Applied says="Reference starts with" value={query.q} clear={listHref(query, { q: undefined })} />}
      {filtered && (
        <Link href="/shipments" className="px-1.5 text-xs text-dim underline-offset-4 hover:text-ink hover:underline">
          Clear
        </Link>
      )}
    </div>
  );
}

/** A filter that has no select of its own, and its way out. */
function Applied({ says, value, clear }: { says: string; value: string; clear: string }) {
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft pr-1 pl-2 text-xs text-accent">
      {says} <span className="mono max-w-40 truncate font-medium">{value}</span>
      <Link
        href={clear}
        aria-label={says === 'Reference starts with' ? 'Clear the search' : `Clear: ${says} ${value}`}
        className="flex size-5 items-center justify-center rounded hover:bg-fill"
      >
        <X aria-hidden className="size-3" />
      </Link>
    </span>
  );
}
