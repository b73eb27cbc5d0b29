'use client';
import type { Row } from '@tanstack/react-table';
import { Check, Copy, Download, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import type { features, TableRow } from './columns.ts';
import { csvOf } from './csv.ts';

type Props<Data extends TableRow> = { rows: readonly Row<typeof features, Data>[]; name: string; onClear: () => void };

/** The actions for selected rows: copy references, or download as CSV. */
export function BulkBar<Data extends TableRow>({ rows, name, onClear }: Props<Data>) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(rows.map((row) => String(row.getAllCells()[0]?.getValue() ?? '')).join('\n'));
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <section aria-label="Selected rows" className="flex items-center gap-1.5 bg-accent-soft px-4 py-3 text-xs lg:px-6">
      <span role="status" className="mr-auto font-medium text-accent">
        {rows.length} selected
      </span>
      <Button className="h-7 text-xs" onClick={copy}>
        {copied ? <Check aria-hidden className="size-3.5 text-ok" /> : <Copy aria-hidden className="size-3.5" />}
        {copied ? 'Copied' : 'Copy references'}
      </Button>
      <Button className="h-7 text-xs" onClick={() => save(`${name}-selected.csv`, tableOf(rows))}>
        <Download aria-hidden className="size-3.5" />
        Export
      </Button>
      <Button look="ghost" className="h-7 text-xs" onClick={onClear}>
        <X aria-hidden className="size-3.5" />
        Clear
      </Button>
    </section>
  );
}

function tableOf<Data extends TableRow>(rows: readonly Row<typeof features, Data>[]): string {
  const heads = rows[0]?.getAllCells().map(({ column }) => String(column.columnDef.header)) ?? [];
  return csvOf([heads, ...rows.map((row) => row.getAllCells().map((cell) => String(cell.getValue() ?? '')))]);
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
