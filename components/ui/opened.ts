import { useSyncExternalStore } from 'react';

/** The open content, and its element. */
export type Opened<Content> = { anchor: HTMLElement; content: Content };

/**
 * The state of a layer (popup, menu) that many elements share. Elements can open it without loading the library that draws it, which is
 * loaded when the layer is opened first.
 */
export function openedIn<Content>() {
  let opened: Opened<Content> | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Opened<Content> | null) => {
    if (opened === next) return;
    opened = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return {
    open: (anchor: HTMLElement, content: Content) => set({ anchor, content }),
    /** Closes the content of an element, or any open content. */
    close(anchor?: HTMLElement) {
      if (anchor === undefined || opened?.anchor === anchor) set(null);
    },
    isOpen: (anchor: HTMLElement | null) => opened !== null && opened.anchor === anchor,
    use: () =>
      useSyncExternalStore(
        subscribe,
        () => opened,
        () => null,
      ),
  };
}
