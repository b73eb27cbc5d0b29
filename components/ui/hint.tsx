'use client';
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, type SyntheticEvent } from 'react';
import { openedIn } from './opened.ts';

const HintPopup = lazy(() => import('./hint-popup.tsx'));

const hints = openedIn<ReactNode>();
/** A pointer rests so long before a hint shows, in milliseconds. */
const REST = 250;
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
  /** What carries the hint; a plain, unfocusable span unless told otherwise. */
  render?: ReactElement<Record<string, unknown>>;
};

/** Shows `content` while the pointer rests on the children or, where they can have it, the focus. */
export function Hint({ content, children, className, render = <span /> }: Props) {
  return cloneElement(
    render,
    {
      ...(className && { className }),
      onPointerEnter: (event: SyntheticEvent<HTMLElement>) => show(event, content, REST),
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

/** The one layer in which all hints of a page appear. */
export function HintLayer() {
  const opened = hints.use();
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <HintPopup {...opened} />
    </Suspense>
  );
}
