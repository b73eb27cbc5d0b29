'use client';
import type { RefObject } from 'react';

/** Where menus, hints and popovers are put: inside the page's main landmark, so that nothing stands outside all of them. */
export const layer: RefObject<HTMLElement | null> = { current: null };

function attach(element: HTMLElement | null): void {
  layer.current = element;
}

export function Layer() {
  return <div ref={attach} />;
}
