'use client';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { SavePreference } from '../shell/preferences.tsx';
import { OPEN_COMMANDS } from './open.ts';

const CommandMenu = lazy(() => import('./menu.tsx').then(({ CommandMenu: menu }) => ({ default: menu })));

/** Waits for Ctrl+K or ⌘K; the menu itself is fetched when it is asked for the first time. */
export function CommandHost({ save }: { save: SavePreference }) {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => {
      setWanted(true);
      setOpen(true);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      show();
    };
    document.addEventListener('keydown', onKey);
    window.addEventListener(OPEN_COMMANDS, show);
    return () => {
      document.removeEventListener('keydown', onKey);
      window.removeEventListener(OPEN_COMMANDS, show);
    };
  }, []);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <CommandMenu open={open} onOpenChange={setOpen} save={save} />
    </Suspense>
  );
}
