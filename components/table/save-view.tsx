'use client';
import { Bookmark, BookmarkX } from 'lucide-react';
import { useState, useTransition } from 'react';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { useWords } from '#words';
import { restoreSubmitted } from '../live/submitted.ts';
import { sent } from '../live/use-sent.ts';
import { isFiltered, type ListSpec, type ListState } from './list-state.ts';
import { type SavedView, type Views, viewSearch } from './views.ts';

type Props = { spec: ListSpec; state: ListState; views: Views; current: SavedView | undefined };

/** Saves the state of the list as a view with its own tab; saved views can be removed. */
export function SaveView({ spec, state, views, current }: Props) {
  const { t } = useWords();
  const [naming, setNaming] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const search = viewSearch(state);
  if (current && !current.own) return null;
  if (current) {
    return (
      <ConfirmButton
        action={async () => {
          await views.deleteView(current.id);
          return null;
        }}
        label={t('Remove view')}
        icon={<BookmarkX aria-hidden className="size-3.5" />}
        fields={{}}
        title={t('Remove the view {name}?', { name: current.name })}
        consequence={t(
          current.shared
            ? 'All users lose it, and those who watch it are told nothing more.'
            : 'The list stays as it is. Who watches the view is told nothing more.',
        )}
      />
    );
  }
  if (!isFiltered(state, spec) && !state.sort && !state.direction) return null;
  if (!naming) {
    return (
      <Button look="ghost" className="h-7 text-xs" onClick={() => setNaming(true)}>
        <Bookmark aria-hidden className="size-3.5" />
        {t('Save view')}
      </Button>
    );
  }
  const save = (data: FormData) =>
    start(async () => {
      const name = String(data.get('name') ?? '');
      const problem = await sent(views.saveView(spec.base, name, search, data.get('shared') === 'on'));
      if (problem === undefined) return void setTimeout(restoreSubmitted);
      setWrong(problem);
      if (problem === null) setNaming(false);
    });
  return (
    <form action={save} className="flex items-center gap-1.5">
      {wrong && (
        <span role="alert" className="text-xs text-late">
          {t(wrong)}
        </span>
      )}
      <input
        name="name"
        aria-label={t('Name of the view')}
        placeholder={t('Name of the view')}
        autoComplete="off"
        maxLength={40}
        required
        // biome-ignore lint/a11y/noAutofocus: after choosing to save a view, its name is typed next
        autoFocus
        onKeyDown={({ key }) => key === 'Escape' && setNaming(false)}
        className="h-7 w-40 rounded-md border border-line-strong bg-surface px-2 text-xs text-ink placeholder:text-faint focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
      />
      {views.mayShare && (
        <label className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-dim">
          <input type="checkbox" name="shared" className="size-3.5 accent-(--accent-solid)" />
          {t('For all users')}
        </label>
      )}
      <Button type="submit" look="primary" className="h-7 text-xs" pending={busy}>
        {t('Save')}
      </Button>
    </form>
  );
}
