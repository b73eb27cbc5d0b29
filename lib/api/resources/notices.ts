import { z } from 'zod';
import { NOTICES, type NoticeRow } from '#db/queries/notices.ts';
import { notices } from '#db/schema/index.ts';
import { listOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { EXCEPTION_TYPES, SEVERITIES } from '#lib/model/exception.ts';
import { EXCEPTION_NOTICE_KINDS, NOTICE_CHANNELS, NOTICE_MILESTONES, NOTICE_STATES } from '#lib/model/notice.ts';

const row = rowOf(
  notices,
  {
    milestone: z.enum(NOTICE_MILESTONES).nullable().describe('Null for exceptions.'),
    exceptionType: z.enum(EXCEPTION_TYPES).nullable().describe('The type of its exceptions; null for milestones.'),
    severity: z.enum(SEVERITIES).nullable().describe('The greatest severity of its exceptions; null for milestones.'),
    exceptionIds: z.array(z.uuid()).describe('The exceptions that it tells of.'),
    kind: z
      .enum(['told', 'corrected', ...EXCEPTION_NOTICE_KINDS])
      .describe('Of a milestone `told`, or `corrected` after the report was withdrawn; the others of exceptions.'),
    state: z.enum(NOTICE_STATES),
    inDigest: z.boolean().describe('Whether it is sent in a digest.'),
    withdrawnAt: z.iso.datetime().nullable().describe('When the milestone was withdrawn.'),
    openedAt: z.iso.datetime().nullable().describe('When its recipient first opened it, if that is known.'),
    ruleId: z.uuid(),
    rule: z.string().describe('The name of the rule.'),
    reference: z.string().describe('The number of the shipment or invoice, or the source.'),
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
    'sourceId',
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
