/** A key that was pressed before hydration. */
export type EarlyKey = { key: string; command: boolean };

declare global {
  interface Window {
    /** Ends the collection and returns what was pressed. Gone once it was called. */
    takeEarlyKeys?: () => EarlyKey[];
  }
}

/**
 * Runs before the application does and has to fit into the page: plain JavaScript without imports. It keeps shortcuts that
 * are pressed before hydration, and brings the focus into the search at once, so that text goes where it belongs.
 */
const COLLECT = (single: boolean) => `(() => {
  const keys = [];
  const onKey = (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const command = (ctrlKey || metaKey) && key.toLowerCase() === 'k';
    if (altKey || event.isComposing || ((ctrlKey || metaKey) && !command) || keys.length >= 60) return;
    const typing = target.closest && target.closest('input, textarea, select');
    const isText = key.length === 1 && key !== ' ';
    const isNamed = [' ', 'Enter', 'Escape', 'ArrowDown', 'ArrowUp'].includes(key);
    const wanted = keys.length > 0 ? isText || isNamed : isText && ${single};
    if (!(command || (typing ? key === 'Enter' : wanted))) return;
    event.preventDefault();
    const search = document.getElementById('find') || document.getElementById('search');
    if (key === '/' && !command && keys.length === 0 && search) search.focus();
    else keys.push({ key, command });
  };
  document.addEventListener('keydown', onKey, true);
  window.takeEarlyKeys = () => {
    document.removeEventListener('keydown', onKey, true);
    delete window.takeEarlyKeys;
    return keys;
  };
})()`;

/** Collects what is pressed before hydration. `single`: whether single-key shortcuts are on. */
export function EarlyKeys({ single, nonce }: { single: boolean; nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant
      dangerouslySetInnerHTML={{ __html: COLLECT(single) }}
    />
  );
}
