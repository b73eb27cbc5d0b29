import type { ReactNode } from 'react';
import type { Words } from '#lib/model/language.ts';
import { cx } from '../ui/cx.ts';
import type { ShipmentSheetData } from './shipment-data.ts';

type Props = { sheet: ShipmentSheetData; words: Words; aside?: ReactNode };

/** A shipment as a document: on a page for its customer, and on one sheet of paper. `aside` is beside its heading. */
export function ShipmentSheet({ sheet, words, aside }: Props) {
  const { t } = words;
  const { title, status, arrival, free, route, milestones, containers, references } = sheet;
  const facts = [
    [t('Status'), status],
    [t('Arrival'), arrival],
    [t('Last free day'), free],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined);
  return (
    <article data-sheet>
      <header className="mb-5 flex items-start justify-between gap-6">
        <div className="min-w-0">
          <h1 className="mono text-xl font-semibold break-all">{title}</h1>
          <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
            {facts.map(([term, text]) => (
              <div key={term}>
                <dt className="text-xs text-dim">{term}</dt>
                <dd className="font-medium">{text}</dd>
              </div>
            ))}
          </dl>
        </div>
        {aside}
      </header>
      <Part
        words={words}
        title={t('Route')}
        heads={[t('Place'), t('Arrival'), t('Departure'), t('Onward by')]}
        rows={route?.map((stop) => [stop.place, stop.arrival, stop.departure, stop.by])}
      />
      <Part
        words={words}
        title={t('Milestones')}
        heads={[t('Milestone'), t('Place'), t('Planned'), t('Estimated'), t('Actual')]}
        rows={milestones?.map((one) => [one.label, one.place, one.planned, one.estimated, one.actual])}
      />
      <Part
        words={words}
        title={t('Containers')}
        heads={[t('Container'), t('Type and size'), ...freeHead(containers).map((head) => t(head))]}
        rows={containers?.map(({ number, kind, free: day = '' }) => [number, kind, day])}
      />
      <Part
        words={words}
        title={t('References')}
        heads={[t('Type'), t('Reference')]}
        rows={references?.map(({ label, value }) => [label, value])}
      />
    </article>
  );
}

const freeHead = (rows: ShipmentSheetData['containers']) => (rows?.[0]?.free === undefined ? [] : ['Last free day']);

/** Rows that stay on one page of paper. A longer part begins on the page that it is due on, and goes on on the next. */
const UNBROKEN = 12;

type PartProps = {
  title: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[] | undefined;
  words: Words;
};

/** A part with its table; on a narrow screen the cells of a row stand below each other, each with its head. */
function Part({ title, heads, rows = [], words: { t } }: PartProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title} className={cx('mb-5', rows.length <= UNBROKEN && 'break-inside-avoid-page')}>
      <h2 className="mb-1 text-xs font-semibold text-dim">{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard */}
      <section aria-label={t('{title}, table', { title })} tabIndex={0} className="overflow-x-auto">
        <table className="dense labelled w-full border-separate border-spacing-0">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" className="cell-head text-left whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same row may occur twice
              <tr key={at}>
                {heads.map((head, column) => (
                  <td key={head} data-label={head} className="cell py-1.5">
                    {cells[column] || <span className="text-faint">–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
