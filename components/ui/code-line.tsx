import { CopyButton } from './copy-button.tsx';

/** A command to copy. */
export function CodeLine({ label, children }: { label: string; children: string }) {
  return (
    <div className="flex items-center gap-2 rounded-md border border-line bg-canvas py-1 pr-1 pl-3 text-left">
      <code className="mono min-w-0 flex-1 overflow-x-auto py-0.5 text-xs whitespace-pre text-ink [scrollbar-width:none]">
        {children}
      </code>
      <CopyButton value={children} label={label} />
    </div>
  );
}
