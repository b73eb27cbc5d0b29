'use client';
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import type { MenuContent } from './menu-popup.tsx';

const loadPopup = () => import('./menu-popup.tsx');
const MenuPopup = lazy(loadPopup);

type Props = MenuContent & { label: string; trigger: ReactNode; triggerClass: string };

/** A menu under a button. `label` names the button if its content is only an icon. */
export function Menu({ label, trigger, triggerClass, ...content }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={() => void loadPopup()}
        onFocus={() => void loadPopup()}
        onPointerDown={() => {
          wasOpen.current = open;
        }}
        onClick={() => {
          setOpen(!wasOpen.current);
          wasOpen.current = false;
        }}
        onKeyDown={onKeyDown}
        className={triggerClass}
      >
        {trigger}
      </button>
      {open && (
        <Suspense fallback={null}>
          <MenuPopup {...content} anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
