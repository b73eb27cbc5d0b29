'use client';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import { layer } from './layer.tsx';
import type { Opened } from './opened.ts';

/** A tooltip beside its trigger. */
export default function HintPopup({ anchor, content }: Opened<ReactNode>) {
  return (
    <Tooltip.Root open>
      <Tooltip.Portal container={layer}>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="pointer-events-none z-50">
          <Tooltip.Popup className="popup max-w-xs rounded-md px-2.5 py-1.5 text-xs text-ink">{content}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
