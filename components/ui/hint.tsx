'use client';
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, type SyntheticEvent } from 'react';
import { openedIn } from './opened.ts';

const HintPopup = lazy(() => import('./hint-popup.tsx'));

const hints = openedIn<ReactNode>();
/** The delay before a tooltip, in milliseconds. */
const DELAY_MS = 250;
let resting: ReturnType<typeof setTimeout> | undefined;

function show({ currentTarget }: SyntheticEvent<HTMLElement>, content: ReactNode, after: number): void {
  clearTimeout(resting);
  resting = setTimeout(() => hints.open(currentTarget, content), after);
}

function hide({ currentTarget }: SyntheticEvent<HTMLElement>): void {
  clearTimeout(resting);
  hints.close(currentTarget);
}

type Props = {
  content: ReactNode;
  children?: ReactNode;
  className?: string;
  /**
   * The element with the tooltip; a plain span that cannot be focused by default. It must be made in the browser: one that a page of the
   * server hands on may arrive later than its component, and cannot be cloned then.
   */
  render?: ReactElement<Record<string, unknown>>;
};

/** Shows `content` while the children are hovered or focused. */
export function Hint({ content, children, className, render = <span /> }: Props) {
  return cloneElement(
    render,
    {
      ...(className && { className }),
      onPointerEnter: (event: SyntheticEvent<HTMLElement>) => show(event, content, DELAY_MS),
      onPointerLeave: hide,
      onFocus: (event: SyntheticEvent<HTMLElement>) => {
        if (event.currentTarget.matches(':focus-visible')) show(event, content, 0);
      },
      onBlur: hide,
      onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => {
        if (event.key === 'Escape') hide(event);
      },
      onPointerDown: hide,
    },
    children,
  );
}

/** The layer that all tooltips of a page share. */
export function HintLayer() {
  const opened = hints.use();
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <HintPopup {...opened} />
    </Suspense>
  );
}
