import { expect, it } from 'vitest';
import { insertMention, matchingPeople, mentionAt } from './mention.ts';

const ana = { email: 'ana.lee@example.com', name: 'Ana Lee' };
const bo = { email: 'bo@example.com', name: null };

it('a mention is completed with the address of a person', () => {
  expect(mentionAt('Ask @an', 7)).toEqual({ from: 4, typed: 'an' });
  expect(mentionAt('Ask @an about it', 7)).toEqual({ from: 4, typed: 'an' });
  expect(mentionAt('ops@example.com', 15)).toBeNull();
  expect(mentionAt('Ask Ana', 7)).toBeNull();
  expect(matchingPeople([ana, bo], 'le')).toEqual([ana]);
  expect(matchingPeople([ana, bo], 'B')).toEqual([bo]);
  expect(matchingPeople([ana, bo], '')).toEqual([ana, bo]);
  expect(insertMention('Ask @an about it', 7, ana)).toEqual({ text: 'Ask @ana.lee@example.com about it', caret: 25 });
});
