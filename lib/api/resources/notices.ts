import { z } from 'zod';
import { NOTICES, type NoticeRow } from '#db/queries/notices.ts';
import { notices } from '#db/schema/index.ts';
import { listOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { NOTICE_CHANNELS, NOTICE_MILESTONES, NOTICE_STATES } from '#lib/model/notice.ts';

const row = rowOf(
  notices,
  {
    milestone: z.enum(NOTICE_MILESTONES),
    kind: z.enum(['told', 'corrected']).describe('`corrected`: the report was withdrawn after it was told.'),
    state: z.enum(NOTICE_STATES),
    inDigest: z.boolean().describe('Whether it is sent in a digest.'),
    withdrawnAt: z.iso.datetime().nullable().describe('When the milestone was withdrawn.'),
    openedAt: z.iso.datetime().nullable().describe('When its recipient first opened it, if that is known.'),
    rule: z.string().describe('The name of the rule.'),
    reference: z.string().describe('The number of the shipment.'),
    channel: z.enum(NOTICE_CHANNELS),
    target: z.string(),
    nextAttemptAt: z.iso
      .datetime()
      .nullable()
      .describe('The earliest time of the next attempt; null if there is none.'),
  },
  [
    'position',
    'subjectId',
    'generation',
    'content',
    'digestId',
    'notBefore',
    'leasedUntil',
    'externalRef',
    'isOpenable',
  ],
);

export const noticeList = listOperation({
  list: NOTICES,
  id: 'listNotices',
  tag: 'Notifications',
  summary: 'Notices, latest first',
  name: 'Notice',
  row,
  show: (notice: NoticeRow) => notice,
});
