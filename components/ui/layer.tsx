'use client';
import type { RefObject } from 'react';

/** The container of menus, tooltips and popovers: inside the main landmark, for accessibility. */
export const layer: RefObject<HTMLElement | null> = { current: null };

function attach(element: HTMLElement | null): void {
  layer.current = element;
}

export function Layer() {
  return <div ref={attach} />;
}
