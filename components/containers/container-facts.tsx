import type { ContainerDetail } from '#db/queries/containers.ts';
import type { Fact } from '../record/facts.tsx';
import { containerSize } from '../record/words.ts';
import { inWords } from '../shipments/words.ts';
import { FreeTime } from './container-table.tsx';

const VALIDITY = { true: 'Valid', false: 'The form or check digit is wrong' } as const;

export function containerFacts(container: ContainerDetail): Fact[] {
  const { type, size, sealNumber, numberValid, lastFreeDay } = container;
  return [
    { term: 'Size', value: size && containerSize(size) },
    { term: 'Type', value: type && inWords(type) },
    { term: 'Seal', value: sealNumber && <span className="mono">{sealNumber}</span> },
    { term: 'ISO 6346', value: numberValid === null ? null : VALIDITY[`${numberValid}`] },
    { term: 'Last free day', value: lastFreeDay && <FreeTime container={container} /> },
  ];
}
