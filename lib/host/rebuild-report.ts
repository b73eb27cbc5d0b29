import type { FieldDifference, RebuildReport } from '#lib/model/rebuild.ts';

/** The result of a rebuild as lines for a terminal: how many values differ by type of entity and field, with examples. */
export function reportLines(
  report: RebuildReport,
  { dryRun, seconds }: { dryRun: boolean; seconds: number },
): string[] {
  const { events, compared, changed, kept, refused, unreadEvents, unreadReasons = [], eventStates, fields } = report;
  const lines = [`${count(events)} events read, ${count(compared)} entities compared in ${seconds.toFixed(1)} s.`];
  for (const { from, to, count: of } of eventStates) lines.push(`${count(of)} events: ${from} → ${to}`);
  for (const field of fields) lines.push(...fieldLines(field));
  if (unreadEvents > 0)
    lines.push(`${count(unreadEvents)} events could not be read.`, ...unreadReasons.map((reason) => `  ${reason}`));
  if (kept > 0) lines.push(`${count(kept)} entities differ and stay as they are: not all of their events can be read.`);
  if (refused > 0) lines.push(`${count(refused)} entities stay as they are: the database rejected their rows.`);
  const result =
    changed === 0 ? 'Nothing differs.' : `${count(changed)} entities ${dryRun ? 'would change' : 'changed'}.`;
  return [...lines, dryRun ? `${result} Nothing was written.` : result];
}

function fieldLines({ entityType, part, field, count: of, examples }: FieldDifference): string[] {
  return [
    `${[entityType, part, field].filter(Boolean).join(' ')}: ${count(of)}`,
    ...examples.map(({ provider, externalId, before, after }) => {
      const [from, to] = differing(before, after);
      return `  ${provider} ${externalId}: ${short(from)} → ${short(to)}`;
    }),
  ];
}

/** Two values; for two objects only the properties that differ, so that the difference is visible in a short line. */
function differing(before: unknown, after: unknown): [unknown, unknown] {
  if (!isObject(before) || !isObject(after)) return [before, after];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const only = (value: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(names.map((name) => [name, value[name]]));
  return [only(before), only(after)];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const count = (of: number) => of.toLocaleString('en-US');

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
