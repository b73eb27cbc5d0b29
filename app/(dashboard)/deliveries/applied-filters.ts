import { z } from 'zod';
import { readWords } from '#app/words.ts';
import { bestReference } from '#components/shipments/reference.ts';
import type { Applied } from '#components/table/applied.tsx';
import type { ListState } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { readShipmentNames } from '#db/queries/delivery-list.ts';
import { personalOf } from '../personal.ts';

const LABELS = {
  ...{ type: 'Type', key: 'Key', entity: 'About' },
  ...{ since: 'Received from', until: 'Received until', replay: 'Replay' },
} as const;

/** The applied filters of the webhook log, each with the words of its remove button. */
export async function appliedFilters(state: ListState): Promise<Applied[]> {
  const { t } = await readWords();
  const named = state.entity === undefined ? undefined : await entityName(state.entity);
  return Object.entries(LABELS).flatMap(([key, label]) => {
    const text = key === 'entity' ? named : state[key];
    if (text === undefined) return [];
    const value = key === 'since' || key === 'until' ? text.replace('T', ' ').replace(/(:\d\d)(\.\d+)?Z$/, '$1') : text;
    return [{ key, label, value, clear: t('Remove the filter {name}', { name: t(label) }) }];
  });
}

/** The title of a shipment instead of its id. */
async function entityName(entity: string): Promise<string> {
  if (!z.uuid().safeParse(entity).success) return entity;
  const found = (await readShipmentNames(database(), [entity])).get(entity);
  return found ? bestReference(found, (await personalOf()).titleType).value : entity;
}
