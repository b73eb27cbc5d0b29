'use client';
import type { Row } from '@tanstack/react-table';
import { Check, Copy, Download, X } from 'lucide-react';
import { useState } from 'react';
import { CSV_BOM, csvRecord } from '#lib/model/csv.ts';
import { type Cell, cellText } from '#lib/model/sheet.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { type features, firstText, type TableRow } from './columns.ts';

type Props<Data extends TableRow> = { rows: readonly Row<typeof features, Data>[]; name: string; onClear: () => void };

/** The actions for selected rows: copy references, or download as CSV. */
export function BulkBar<Data extends TableRow>({ rows, name, onClear }: Props<Data>) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(
      rows.map((row) => firstText(row.getAllCells().slice(0, 1).flatMap(cellsOf))).join('\n'),
    );
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <section
      aria-label={t('Selected rows')}
      className="flex items-center gap-1.5 bg-accent-soft px-4 py-3 text-xs lg:px-6"
    >
      <span role="status" className="mr-auto font-medium text-accent">
        {t('{n} selected', { n: rows.length })}
      </span>
      <Button className="h-7 text-xs" onClick={copy}>
        {copied ? <Check aria-hidden className="size-3.5 text-ok" /> : <Copy aria-hidden className="size-3.5" />}
        {t(copied ? 'Copied' : 'Copy references')}
      </Button>
      <Button className="h-7 text-xs" onClick={() => save(`${name}-selected.csv`, tableOf(rows))}>
        <Download aria-hidden className="size-3.5" />
        {t('Export')}
      </Button>
      <Button look="ghost" className="h-7 text-xs" onClick={onClear}>
        <X aria-hidden className="size-3.5" />
        {t('Clear')}
      </Button>
    </section>
  );
}

/** The rows as CSV, in the columns and the order of the screen. */
function tableOf<Data extends TableRow>(rows: readonly Row<typeof features, Data>[]): string {
  const heads = rows[0]?.getAllCells().flatMap(({ column }) => column.columnDef.meta?.headings ?? []) ?? [];
  const lines = rows.map((row) => row.getAllCells().flatMap(cellsOf).map(cellText));
  return CSV_BOM + [heads, ...lines].map(csvRecord).join('');
}

/** The values of `tableColumns` are cells. */
function cellsOf(cell: { getValue(): unknown }): readonly Cell[] {
  return cell.getValue() as readonly Cell[];
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
