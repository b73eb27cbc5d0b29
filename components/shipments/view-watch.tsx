import type { WatchRow } from '#db/queries/watches.ts';
import type { Followed } from '#lib/model/subscription.ts';
import { useWords } from '#words';
import { WatchButton } from '../notices/watch-button.tsx';
import type { FormAction } from '../settings/action-form.tsx';
import { isFiltered, type ListSpec, type ListState } from '../table/list-state.ts';
import { type SavedView, savedViewTabs, viewSearch } from '../table/views.ts';

/** What the user watches among views and filters of the list, and how that is changed. */
export type ViewWatches = { rows: readonly WatchRow[]; action: FormAction };

type Props = { spec: ListSpec; state: ListState; saved: readonly SavedView[]; watches: ViewWatches };

/** Watches the saved view that is shown, or else the filter of the list. */
export function ViewWatch({ spec, state, saved, watches: { rows, action } }: Props) {
  const words = useWords();
  const { t } = words;
  const { current } = savedViewTabs(saved, spec, state, words);
  if (!current && !isFiltered(state, spec)) return null;
  const search = viewSearch(state);
  const followed: Followed = current ? { scope: 'view', subjectId: current.id } : { scope: 'filter', filter: search };
  const row = rows.find(({ scope, subjectId, filter }) =>
    current ? scope === 'view' && subjectId === current.id : scope === 'filter' && filter === search,
  );
  return (
    <WatchButton
      key={current?.id ?? search}
      followed={followed}
      of={current ? t('the shipments of {name}', { name: current.name }) : t('the shipments of this filter')}
      watch={row ? { ...row, isMuted: row.mutedAt !== null } : null}
      action={action}
    />
  );
}
