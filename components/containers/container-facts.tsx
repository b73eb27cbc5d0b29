import type { ContainerDetail } from '#db/queries/containers.ts';
import type { Words } from '#lib/model/language.ts';
import type { Fact } from '../record/facts.tsx';
import { containerSize } from '../record/words.ts';
import { holdsText, terminalZone } from '../sheets/containers.ts';
import { inWords } from '../shipments/words.ts';
import { FreeTime } from './container-table.tsx';
import { EmptyDue, TerminalDay } from './terminal-day.tsx';

const VALIDITY = { true: 'Valid', false: 'The form or check digit is wrong' } as const;

/** The facts of a container; their terms are translated where they are shown. */
export function containerFacts(container: ContainerDetail, words: Words): Fact[] {
  const { t } = words;
  const { type, size, sealNumber, numberValid, lastFreeDay, emptyDueAt } = container;
  const timeZone = terminalZone(container);
  const day = (at: string | null) => at && <TerminalDay at={at} timeZone={timeZone} />;
  return [
    { term: 'Size', value: size && containerSize(size, words) },
    { term: 'Type', value: type && t(inWords(type)) },
    { term: 'Seal', value: sealNumber && <span className="mono">{sealNumber}</span> },
    { term: 'ISO 6346', value: numberValid === null ? null : t(VALIDITY[`${numberValid}`]) },
    { term: 'Last free day', value: lastFreeDay && <FreeTime container={container} /> },
    { term: 'Terminal', value: container.terminal?.name },
    { term: 'Open holds', value: holdsText(container, words) || t('None') },
    { term: 'Discharged', value: day(container.dischargedAt) },
    { term: 'Available', value: day(container.availableAt) },
    { term: 'Picked up', value: day(container.leftAt) },
    { term: 'Empty due', value: emptyDueAt && <EmptyDue at={emptyDueAt} timeZone={timeZone} /> },
    { term: 'Empty returned', value: day(container.returnedAt) },
  ];
}
