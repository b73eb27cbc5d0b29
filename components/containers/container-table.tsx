'use client';
import { OctagonAlert } from 'lucide-react';
import type { ContainerListItem } from '#db/queries/containers.ts';
import { localTime } from '#lib/words/time-text.ts';
import { useWords } from '#words';
import { ShipmentLinks } from '../record/shipment-links.tsx';
import { containerKind } from '../record/words.ts';
import { arrivalOf, arrivalZone, CONTAINER_SHEET, holdsText, terminalZone } from '../sheets/containers.ts';
import { freeTimeEnd } from '../shipment/free-time.ts';
import { LastFreeDay } from '../shipment/last-free-day.tsx';
import { PlaceName } from '../shipments/place-name.tsx';
import { StatusChip } from '../shipments/status-chip.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { Chip } from '../ui/chip.tsx';
import { NumberCheck } from './number-check.tsx';
import { EmptyDue, TerminalDay } from './terminal-day.tsx';

const shipmentsOf = (row: ContainerListItem) => (row.shipment ? [row.shipment] : []);

const NAME = 'truncate';

/** A column of a day at the terminal; on narrow screens it has its label and is left out where it is empty. */
const day = (of: keyof typeof CONTAINER_SHEET, at: (row: ContainerListItem) => string | null, order: string) => ({
  of: CONTAINER_SHEET[of],
  width: 'w-24',
  phone: true,
  cell: `${order} max-md:empty:hidden`,
  show: (row: ContainerListItem) =>
    at(row) && <Labelled label={CONTAINER_SHEET[of].label} at={at(row)} timeZone={terminalZone(row)} />,
});

const COLUMNS = tableColumns<ContainerListItem>([
  {
    of: CONTAINER_SHEET.number,
    sort: 'number',
    width: 'w-40',
    show: (row) => <NumberLink row={row} />,
  },
  {
    of: CONTAINER_SHEET.free,
    sort: 'lastFreeDay',
    width: 'w-44',
    phone: true,
    cell: 'max-md:order-5 max-md:col-span-2',
    show: (row) => <FreeTime container={row} />,
  },
  {
    of: CONTAINER_SHEET.holds,
    width: 'w-28',
    phone: true,
    cell: 'max-md:order-6 max-md:empty:hidden',
    show: (row) => row.holds.length > 0 && <Holds row={row} />,
  },
  {
    of: CONTAINER_SHEET.port,
    width: 'w-36',
    cell: NAME,
    show: ({ shipment }) => shipment?.portOfDischarge && <PlaceName place={shipment.portOfDischarge} />,
  },
  {
    of: CONTAINER_SHEET.terminal,
    width: 'w-32',
    phone: true,
    cell: 'max-md:order-6 max-md:col-span-2 max-md:empty:hidden truncate',
    show: ({ terminal }) => terminal && <PlaceName place={terminal} />,
  },
  { of: CONTAINER_SHEET.vessel, width: 'w-36', cell: NAME },
  {
    of: CONTAINER_SHEET.arrival,
    width: 'w-26',
    show: (row) => <Arrival row={row} />,
  },
  day('discharged', (row) => row.dischargedAt, 'max-md:order-7'),
  day('available', (row) => row.availableAt, 'max-md:order-8'),
  { ...day('left', (row) => row.leftAt, 'max-md:order-9'), sort: 'leftAt' },
  {
    of: CONTAINER_SHEET.emptyDue,
    width: 'w-24',
    show: (row) => <EmptyDue at={row.emptyDueAt} timeZone={terminalZone(row)} />,
  },
  day('returned', (row) => row.returnedAt, 'max-md:order-10'),
  {
    of: CONTAINER_SHEET.shipment,
    width: 'w-38',
    phone: true,
    cell: 'max-md:order-4 max-md:justify-self-end',
    show: (row) => <ShipmentLinks shipments={shipmentsOf(row)} />,
  },
  {
    of: CONTAINER_SHEET.status,
    width: 'w-40',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    show: (row) => row.shipment && <StatusChip status={row.shipment.status} />,
  },
  {
    of: CONTAINER_SHEET.kind,
    width: 'w-40',
    phone: true,
    cell: 'max-md:order-3',
    show: (row) => <Kind row={row} />,
  },
  {
    of: CONTAINER_SHEET.seal,
    width: 'w-32',
    show: (row) => (row.sealNumber ? <span className="mono">{row.sealNumber}</span> : <NotStated />),
  },
]);

type RowProps = { row: ContainerListItem };

function NumberLink({ row }: RowProps) {
  const { t } = useWords();
  return (
    <RowName
      href={`/containers/${row.id}`}
      name={row.number ?? t('Number not reported')}
      mono={row.number !== null}
      after={<NumberCheck valid={row.numberValid} />}
    />
  );
}

function Holds({ row }: RowProps) {
  const words = useWords();
  return (
    <Chip tone="held" icon={OctagonAlert}>
      {holdsText(row, words)}
    </Chip>
  );
}

function Kind({ row }: RowProps) {
  const words = useWords();
  return containerKind(row, words) || <NotStated />;
}

function NotStated() {
  const { t } = useWords();
  return <span className="text-faint">{t('Not stated')}</span>;
}

type DayProps = { label: string; at: string | null; timeZone: string | null };

function Labelled({ label, ...day }: DayProps) {
  const { t } = useWords();
  return (
    <span className="inline-flex gap-1.5 whitespace-nowrap">
      <span className="text-xs text-faint md:hidden">{t(label)}</span>
      <TerminalDay {...day} />
    </span>
  );
}

function Arrival({ row }: RowProps) {
  const words = useWords();
  const moment = arrivalOf(row);
  if (moment === null) return null;
  const day = words.day(localTime(moment, arrivalZone(row)).day);
  return row.shipment?.arrived ? day : <span className="text-dim">{`ETA ${day}`}</span>;
}

type FreeProps = {
  container: ContainerListItem;
  /** Whether it stands beside its label. */
  bare?: true;
};

/** The last free day with its countdown, until the container has left the terminal. */
export function FreeTime({ container, bare }: FreeProps) {
  const words = useWords();
  const { t } = words;
  const day = container.lastFreeDay?.slice(0, 10);
  if (!day) return <span className="text-faint max-md:hidden">{t('Not given')}</span>;
  const end = freeTimeEnd(container, container.shipment?.status);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      {!bare && <span className="text-xs text-faint md:hidden">{t('Last free day')}</span>}
      {words.day(day)}
      {end !== null && <LastFreeDay end={end} />}
    </span>
  );
}

type Props = { page: ListData<ContainerListItem>; spec: ListSpec; state: ListState };

export function ContainerTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Containers')} columns={COLUMNS} {...props} />;
}
