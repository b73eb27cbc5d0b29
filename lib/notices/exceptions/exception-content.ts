import { severityNamed } from '#lib/model/exception.ts';
import type { ExceptionContent, ToldException } from '#lib/model/notice.ts';
import { contentOf, type NoticeSubject } from '../subjects.ts';
import type { LoadedException } from './judge-exceptions.ts';

/** The content of a notice of exceptions of one type and entity, the most urgent first. */
export function exceptionContent(exceptions: readonly [LoadedException, ...LoadedException[]]): ExceptionContent {
  const [first] = exceptions;
  const { row, record, shipment, provider } = first;
  const about = shipment ? shipmentFacts(shipment) : { ...NO_SHIPMENT, reference: provider };
  const reference = record ?? about.reference;
  const sorted = exceptions.toSorted((one, other) => other.row.urgency - one.row.urgency || compare(one, other));
  return { ...about, reference, exceptionType: row.type, exceptions: sorted.map(toldOf) };
}

function compare({ row: one }: LoadedException, { row: other }: LoadedException): number {
  return nameOf(one).localeCompare(nameOf(other));
}

function nameOf({ part, details }: LoadedException['row']): string {
  return details.container ?? part;
}

function toldOf({ row }: LoadedException): ToldException {
  const { id, severity, details, deadline, openedAt, owner, closedAt, resolvedBy, resolution } = row;
  const isByPerson = closedAt === null;
  return {
    ...{ id, details, deadline, openedAt, owner, severity: severityNamed(severity) },
    resolvedBy: isByPerson ? resolvedBy : null,
    resolution: isByPerson ? resolution : null,
  };
}

function shipmentFacts(shipment: NoticeSubject): Omit<ExceptionContent, 'exceptionType' | 'exceptions'> {
  const { place: _place, moment: _moment, eta: _eta, ...facts } = contentOf(shipment, 'arrived');
  return facts;
}

const NO_SHIPMENT = {
  ...{ name: null, customer: null, purchaseOrders: [], origin: null, destination: null },
  ...{ carrier: null, vessel: null, voyage: null, status: null },
};
