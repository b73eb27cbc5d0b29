'use client';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { layer } from './layer.tsx';

const hints = Tooltip.createHandle<ReactNode>();

type Props = {
  content: ReactNode;
  children?: ReactNode;
  className?: string;
  /** What carries the hint; a plain, unfocusable span unless told otherwise. */
  render?: ReactElement;
};

/** Shows `content` while the pointer rests on the children or, where they can have it, the focus. */
export function Hint({ content, children, className, render = <span /> }: Props) {
  return (
    <Tooltip.Trigger handle={hints} payload={content} delay={250} render={render} {...(className && { className })}>
      {children}
    </Tooltip.Trigger>
  );
}

/** The one layer in which all hints of a page appear; hundreds of triggers share it. */
export function HintLayer() {
  return (
    <Tooltip.Provider delay={250} closeDelay={50}>
      <Tooltip.Root handle={hints}>
        {({ payload }) => (
          <Tooltip.Portal container={layer}>
            <Tooltip.Positioner sideOffset={6} collisionPadding={8} className="z-50">
              <Tooltip.Popup className="max-w-xs rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-xs text-ink shadow-pop transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
                {payload as ReactNode}
              </Tooltip.Popup>
            </Tooltip.Positioner>
          </Tooltip.Portal>
        )}
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
