import { expect, it } from 'vitest';
import { StoreAway } from './archive-fault.ts';
import { readArchived } from './read-bodies.ts';
import type { ArchiveStore } from './store.ts';

const frames = Array.from({ length: 50 }, (_, at) => at * 100);
const places = frames.map((_, frame) => ({
  id: `00000000-0000-4000-8000-0000000000${frame + 10}`,
  file: '2025-03-00001-1a2b3c4d5e6f.ndjson.gz',
  fileBytes: 5_000,
  frames,
  frame,
  at: 0,
  sha256: '',
}));

it('a store that is away is asked by the first readers, and the others are told so', async () => {
  let asked = 0;
  const away = new StoreAway('The archive cannot be read right now: it answered 503');
  const open = async () => {
    asked += 1;
    throw away;
  };
  const store = { open } as Partial<ArchiveStore> as ArchiveStore;
  for (let again = 0; again < 2; again += 1) {
    const found = await readArchived(places, undefined, store);
    expect([...new Set(found.values())]).toEqual([away]);
    expect(found.size).toBe(50);
  }
  expect(asked).toBeLessThan(5);
});
