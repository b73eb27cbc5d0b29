'use client';
import { Download, X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { Choice, type Option } from '../ui/choice.tsx';
import { LinkTabs, type TabLink } from '../ui/link-tabs.tsx';
import { FindBox } from './find-box.tsx';
import { csvHref, isFiltered, type ListSpec, type ListState, stateHref } from './list-state.ts';

export type Filter = { key: string; label: string; all: string; options: readonly Option[] };

type Props = {
  title: string;
  spec: ListSpec;
  state: ListState;
  /** What is looked for in the box: `Booking number`. */
  find: string;
  filters: readonly Filter[];
  tabs: { links: readonly TabLink[]; current: string };
  /** The shipment that the list is narrowed to, by the name that people know it by. */
  shipment?: ReactNode;
};

/** Title, filters, export and tabs with their counts. Every choice is an address. */
export function ListHead({ title, spec, state, find, filters, tabs, shipment }: Props) {
  const router = useRouter();
  return (
    <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
        <div className="flex flex-1 flex-wrap items-center gap-1.5 max-md:w-full max-md:flex-none">
          <FindBox base={spec.base} state={state} label={find} />
          {filters.map(({ key, ...filter }) => (
            <Choice
              key={key}
              {...filter}
              value={state[key]}
              onChange={(value) => router.push(stateHref(spec.base, state, { [key]: value }))}
            />
          ))}
          {shipment && (
            <span className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft pr-1 pl-2 text-xs text-accent">
              {shipment}
              <Link
                href={stateHref(spec.base, state, { shipment: undefined })}
                aria-label="Show those of all shipments"
                className="flex size-5 items-center justify-center rounded hover:bg-fill"
              >
                <X aria-hidden className="size-3" />
              </Link>
            </span>
          )}
          {isFiltered(state, spec) && (
            <Link
              href={spec.base}
              className="px-1.5 text-xs text-dim underline-offset-4 hover:text-ink hover:underline"
            >
              Clear
            </Link>
          )}
          <a
            href={csvHref(spec, state)}
            download
            title="All that this list holds, as CSV"
            className={buttonClass('quiet', 'ml-auto h-7 text-xs max-md:hidden')}
          >
            <Download aria-hidden className="size-3.5" />
            CSV
          </a>
        </div>
      </div>
      <LinkTabs label="Views" current={tabs.current} tabs={tabs.links} />
    </div>
  );
}
