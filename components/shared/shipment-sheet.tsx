import type { ReactNode } from 'react';
import type { Words } from '#lib/model/language.ts';
import type { ShipmentSheetData } from './shipment-data.ts';

type Props = { sheet: ShipmentSheetData; words: Words; aside?: ReactNode };

/** A shipment as a document: on a page for its customer, and on one sheet of paper. `aside` is beside its heading. */
export function ShipmentSheet({ sheet, words: { t }, aside }: Props) {
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
      {route && route.length > 0 && (
        <Part title={t('Route')} heads={[t('Place'), t('Arrival'), t('Departure'), t('Onward by')]}>
          {route.map((stop, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same place may occur twice
            <Row key={at} cells={[stop.place, stop.arrival, stop.departure, stop.by]} />
          ))}
        </Part>
      )}
      {milestones && milestones.length > 0 && (
        <Part title={t('Milestones')} heads={[t('Milestone'), t('Place'), t('Planned'), t('Estimated'), t('Actual')]}>
          {milestones.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a milestone may occur twice
            <Row key={at} cells={[one.label, one.place, one.planned, one.estimated, one.actual]} />
          ))}
        </Part>
      )}
      {containers && containers.length > 0 && (
        <Part
          title={t('Containers')}
          heads={[t('Container'), t('Type and size'), ...freeHead(containers).map((head) => t(head))]}
        >
          {containers.map(({ number, kind, free: day }) => (
            <Row key={number} cells={[number, kind, ...(day === undefined ? [] : [day])]} />
          ))}
        </Part>
      )}
      {references && references.length > 0 && (
        <Part title={t('References')} heads={[t('Type'), t('Reference')]}>
          {references.map(({ label, value }) => (
            <Row key={`${label} ${value}`} cells={[label, value]} />
          ))}
        </Part>
      )}
    </article>
  );
}

const freeHead = (rows: NonNullable<ShipmentSheetData['containers']>) =>
  rows[0]?.free === undefined ? [] : ['Last free day'];

function Part({ title, heads, children }: { title: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-5 break-inside-avoid-page">
      <h2 className="mb-1 text-xs font-semibold text-dim">{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard */}
      <section aria-label={`${title}, table`} tabIndex={0} className="overflow-x-auto">
        <table className="dense w-full border-separate border-spacing-0">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" className="cell-head text-left whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </section>
  );
}

function Row({ cells }: { cells: readonly string[] }) {
  return (
    <tr>
      {cells.map((cell, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the column is what it is of
        <td key={at} className="cell py-1.5">
          {cell || <span className="text-faint">–</span>}
        </td>
      ))}
    </tr>
  );
}
