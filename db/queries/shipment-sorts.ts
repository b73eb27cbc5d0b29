import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { portOfLoadingCode, stageOrder } from '../schema/columns.ts';
import { shipments } from '../schema/index.ts';
import type { Sort } from './cursor.ts';
import { bytewise } from './record-filters.ts';
import { BY_EXCEPTIONS, type ShipmentRow } from './shipment-exceptions.ts';
import { BY_TITLE } from './shipment-title-sort.ts';

const ORDER = Object.keys(STAGES) as Stage[];

/** The sorts of the list of shipments, the default first: one for each column that is shown. */
export const SHIPMENT_SORTS = {
  learnedAt: { by: shipments.learnedAt, form: 'instant', natural: 'desc', key: (row) => row.learnedAt },
  eta: { by: shipments.etaAt, form: 'instant', nullable: true, natural: 'asc', key: (row) => row.etaAt },
  status: { by: stageOrder, form: 'integer', natural: 'asc', key: (row) => String(ORDER.indexOf(row.status) + 1) },
  portOfLoading: {
    by: bytewise(portOfLoadingCode),
    form: 'text',
    nullable: true,
    natural: 'asc',
    key: (row) => row.portOfLoading?.unlocode?.slice(0, 10) ?? null,
  },
  freeUntil: { by: shipments.freeUntil, form: 'text', nullable: true, natural: 'asc', key: (row) => row.freeUntil },
  openExceptions: BY_EXCEPTIONS,
  reference: BY_TITLE,
} as const satisfies Readonly<Record<string, Sort<ShipmentRow>>>;

/** An order that does not depend on any value. */
export const BY_ID: Sort<ShipmentRow> = { by: shipments.id, form: 'uuid', natural: 'asc', key: (row) => row.id };
