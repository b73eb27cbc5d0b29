import type { ExceptionEntity } from '#db/schema/exceptions.ts';
import type { UnreadableField } from '#lib/model/record.ts';
import { currentClaim, fieldsOf, type Ledger, type Source } from '../ledger.ts';
import type { Identity, RowsOf } from '../projection.ts';
import { SECTION } from '../statements.ts';
import { type Condition, conditionRows } from './condition.ts';

/**
 * A field of a record that a source stated last in a form that cannot be read. `line`: the position of its line, from 1, and
 * `part`: what tells that line apart, its number where it has one of its own.
 */
export type UnreadableValue = { field: UnreadableField; text: string; source: Source; line?: number; part?: string };

type Line = { number?: string | undefined; unreadable?: Partial<Record<string, string>> | undefined };

/** The dates and amounts of a record that cannot be read, until they are stated in a form that can, and those of its lines. */
export function unreadableValues(ledger: Ledger, lines: readonly Line[] = []): UnreadableValue[] {
  const stated = fieldsOf(ledger);
  const found: UnreadableValue[] = [];
  for (const [field, history] of fieldsOf(ledger, SECTION.unreadable)) {
    const claim = currentClaim(history);
    const source = claim && ledger.events[claim[1]];
    const read = currentClaim(stated.get(field));
    if (!source || (read && read[2] >= claim[2])) continue;
    found.push({ field: field as UnreadableField, text: String(claim[0]), source });
  }
  const listed = Math.max(...['lines', 'linesPart'].map((list) => currentClaim(stated.get(list))?.[1] ?? -1));
  const source = ledger.events[listed];
  for (const [at, { number, unreadable = {} }] of lines.entries()) {
    const isOwn = number !== undefined && lines.filter((line) => line.number === number).length === 1;
    const ofLine = { line: at + 1, part: isOwn ? `number ${number}` : String(at + 1) };
    for (const [field, text] of Object.entries(unreadable))
      if (source && text !== undefined) found.push({ field: field as UnreadableField, text, source, ...ofLine });
  }
  return found;
}

/** The exceptions of a record whose dates or amounts cannot be read. */
export function unreadableConditions(
  { id }: Identity,
  entityType: ExceptionEntity,
  values: readonly UnreadableValue[],
): RowsOf<'exceptionConditions'> {
  const conditions = values.map(
    ({ field, text, source, line, part }): Condition => ({
      ...{ type: 'data.unreadable', part: part === undefined ? field : `${field}|${part}`, severity: 'low', source },
      opensAt: source.reportedAt,
      details: { field, from: text, ...(line !== undefined && { line }) },
    }),
  );
  return conditionRows(entityType, id, conditions);
}
