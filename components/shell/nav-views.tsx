'use client';
import { Bookmark, Users } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import type { NavView } from '#db/queries/saved-views.ts';
import { useWords } from '#words';
import { stateSearch } from '../table/list-state.ts';
import { SmallNavRow } from './nav-row.tsx';
import { PLACES } from './places.ts';

/** The saved views of the user and those that others share, below the pages of the navigation; on wide screens only. */
export function NavViews({ views }: { views: readonly NavView[] }) {
  const { t } = useWords();
  const path = usePathname();
  const shown = shownSearch(useSearchParams());
  if (views.length === 0) return null;
  return (
    <section aria-labelledby="nav-views" className="mx-2 border-t border-line py-2 max-xl:hidden">
      <h2 id="nav-views" className="px-2.5 pb-1 text-2xs font-medium text-faint">
        {t('Saved views')}
      </h2>
      <ul className="flex flex-col gap-0.5">
        {views.map(({ id, list, name, search, isShared }) => (
          <li key={id}>
            <SmallNavRow
              href={list + search}
              title={t(isShared ? '{list}: {name}, for all users' : '{list}: {name}', { list: t(titleOf(list)), name })}
              here={path === list && shown === search}
              icon={isShared ? Users : Bookmark}
            >
              <span className="truncate">{name}</span>
              <span className="sr-only">
                {t(isShared ? ', {list}, for all users' : ', {list}', { list: t(titleOf(list)) })}
              </span>
            </SmallNavRow>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The state of the page without the position in its list, as views have it. */
function shownSearch(params: URLSearchParams): string {
  const { cursor: _cursor, before: _before, ...state } = Object.fromEntries(params);
  return stateSearch(state);
}

/** The page of a list; lists without a page of their own are on that of the first part of their path. */
function titleOf(list: string): string {
  return PLACES.find(({ href }) => href === `/${list.split('/')[1]}`)?.label ?? '';
}
