'use client';
import { ChevronDown, X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { type ListQuery, listHref, STAGE_OPTIONS } from './list-query.ts';
import { modeLabel } from './mode-icon.tsx';
import { useShipmentList } from './shipment-table.tsx';

const VIEWS = [
  { key: 'planned', label: 'Planned' },
  { key: 'booked', label: 'Booked' },
  { key: 'in_transit', label: 'In transit' },
  { key: 'arrived', label: 'Arrived' },
  { key: 'delivered', label: 'Delivered' },
] as const;

type Option = { value: string; label: string };

/** Title, views with their counts, and filters. Every choice is an address. */
export function ListHead({ query, providers }: { query: ListQuery; providers: readonly Option[] }) {
  const counts = useShipmentList(query).data?.counts ?? {};
  const count = (key: string) => {
    const value = counts[key] ?? 0;
    return value >= 1000 ? '999+' : value;
  };
  const current = query.trouble ? 'trouble' : (query.status ?? 'all');
  const view = (changes: ListQuery) => listHref(query, { status: undefined, trouble: undefined, ...changes });
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
          ...VIEWS.map(({ key, label }) => ({ key, label, href: view({ status: key }), count: count(key) })),
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
  const filtered = query.q || query.mode || query.provider || query.status || query.trouble;
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
      {query.q && (
        <span className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft pr-1 pl-2 text-xs text-accent">
          Reference starts with <span className="mono max-w-40 truncate font-medium">{query.q}</span>
          <Link
            href={listHref(query, { q: undefined })}
            aria-label="Clear the search"
            className="flex size-5 items-center justify-center rounded hover:bg-fill"
          >
            <X aria-hidden className="size-3" />
          </Link>
        </span>
      )}
      {filtered && (
        <Link href="/shipments" className="px-1.5 text-xs text-dim underline-offset-4 hover:text-ink hover:underline">
          Clear
        </Link>
      )}
    </div>
  );
}

type ChoiceProps = {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly Option[];
  onChange: (value: string | undefined) => void;
};

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <span className="relative">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
        data-set={value ? '' : undefined}
        className="h-7 cursor-pointer appearance-none rounded-md border border-line-strong bg-surface pr-6 pl-2 text-xs text-dim hover:bg-hover data-set:border-accent data-set:font-medium data-set:text-ink"
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-1.5 size-3 text-faint" />
    </span>
  );
}
