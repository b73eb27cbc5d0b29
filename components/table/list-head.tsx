'use client';
import { Download, Share2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { isSharedList } from '#lib/model/share-link.ts';
import { useWords } from '#words';
import { buttonClass } from '../ui/button.tsx';
import { Choice, type Option } from '../ui/choice.tsx';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { type Applied, AppliedFilter } from './applied.tsx';
import { FindBox } from './find-box.tsx';
import { fileHref, filterHref, isFiltered, type ListSpec, type ListState, stateHref } from './list-state.ts';
import { SaveView } from './save-view.tsx';
import type { TabLinks } from './tabs.ts';
import { savedViewTabs, type Views } from './views.ts';

export type Filter = { key: string; label: string; all: string; options: readonly Option[] };

/** The files that a list can be downloaded as. */
const FILES = [
  ['xlsx', 'Excel'],
  ['csv', 'CSV'],
] as const;

type Props = {
  title: string;
  spec: ListSpec;
  state: ListState;
  /** The path of another page with the same filters, where choices then stay. */
  path?: string;
  /** What the search box searches: `Booking number`. Left out if the page's main search does that. */
  find?: string;
  filters: readonly Filter[];
  applied?: readonly Applied[];
  tabs: TabLinks;
  /** Tabs above these, which they leave as they are. */
  parts?: TabLinks & { label: string };
  views: Views;
  /** Actions beside searching. */
  actions?: ReactNode;
  /** Further buttons, beside those that every list has. */
  more?: ReactNode;
};

/** Title, filters, export and tabs with counts. Every choice is a link. */
export function ListHead({
  title,
  spec,
  state,
  path = spec.base,
  find,
  filters,
  applied = [],
  tabs,
  parts,
  views,
  actions,
  more,
}: Props) {
  const words = useWords();
  const { t } = words;
  const router = useRouter();
  const here = { ...spec, base: path };
  const savedTabs = savedViewTabs(views.saved, here, state, words);
  return (
    <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold tracking-tight">{t(title)}</h1>
        {actions}
        <div className="flex flex-1 flex-wrap items-center gap-1.5 max-md:w-full max-md:flex-none">
          {find && <FindBox base={path} state={state} label={find} />}
          {filters.map(({ key, ...filter }) => (
            <Choice
              key={key}
              {...filter}
              value={state[key]}
              onChange={(value) => router.push(filterHref(here, state, key, value))}
            />
          ))}
          {applied.map((filter) => (
            <AppliedFilter {...filter} key={filter.key} href={stateHref(path, state, { [filter.key]: undefined })} />
          ))}
          {isFiltered(state, spec) && (
            <Link href={path} className="px-1.5 text-xs text-dim underline-offset-4 hover:text-ink hover:underline">
              {t('Clear')}
            </Link>
          )}
          <span data-screen-only className="ml-auto flex items-center gap-1.5 max-md:hidden">
            <SaveView
              key={savedTabs.current?.id ?? 'new'}
              spec={spec}
              state={state}
              views={views}
              current={savedTabs.current}
            />
            {more}
            {isSharedList(spec.base) && (
              <Link
                href={stateHref('/share', state, { of: spec.base })}
                className={buttonClass('ghost', 'h-7 text-xs')}
              >
                <Share2 aria-hidden className="size-3.5" />
                {t('Share')}
              </Link>
            )}
            {FILES.map(([file, label]) => (
              <a
                key={file}
                href={fileHref(spec, state, file)}
                download
                title={t('Download this list as {format}', { format: label })}
                className={buttonClass('ghost', 'h-7 text-xs')}
              >
                <Download aria-hidden className="size-3.5" />
                {label}
              </a>
            ))}
          </span>
        </div>
      </div>
      {parts && <LinkTabs label={parts.label} current={parts.current} tabs={parts.links} />}
      <LinkTabs
        label={t('Views')}
        current={savedTabs.current?.id ?? tabs.current}
        tabs={[...tabs.links, ...savedTabs.links]}
      />
    </div>
  );
}
