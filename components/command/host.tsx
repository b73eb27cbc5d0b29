'use client';
import { lazy, Suspense, useLayoutEffect } from 'react';
import { latinKey } from '../shell/latin-key.ts';
import type { CommandMenuProps } from './menu.tsx';
import { isCommandMenuOpen, openCommandMenu, typeIntoCommandMenu, useCommandMenu } from './open.ts';

const CommandMenu = lazy(() => import('./menu.tsx').then(({ CommandMenu: menu }) => ({ default: menu })));

/** Opens the menu with Ctrl+K or ⌘K. Keys that are typed before its input has the focus are kept for it. */
function onKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if (event.isComposing || altKey) return;
  if (ctrlKey || metaKey) {
    if (latinKey(event).toLowerCase() !== 'k' || shiftKey) return;
    if (!isCommandMenuOpen()) openCommandMenu();
  } else {
    const inMenu = target instanceof Element && target.closest('[role="dialog"]:not([data-closed])') !== null;
    if (!isCommandMenuOpen() || inMenu || !typeIntoCommandMenu(key)) return;
    event.stopPropagation();
  }
  event.preventDefault();
}

/** Listens for Ctrl+K and ⌘K; the menu is loaded when it is first opened. */
export function CommandHost(props: CommandMenuProps) {
  const { used } = useCommandMenu();
  // From the moment on in which keys are no longer collected for the page, see `early-keys.tsx`.
  useLayoutEffect(() => {
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
  if (!used) return null;
  return (
    <Suspense fallback={null}>
      <CommandMenu {...props} />
    </Suspense>
  );
}
