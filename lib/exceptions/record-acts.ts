import type { Transaction } from '#db/client.ts';
import type { ExceptionAct, ExceptionActKind } from '#lib/model/exception-act.ts';

/** An act on an exception; `by` is an e-mail address, null for evidence and the clock. */
export type RecordedAct = { caseId: string; kind: ExceptionActKind; by: string | null; content: ExceptionAct };

/** Adds acts to the log of exceptions. */
export async function recordActs(tx: Transaction, acts: readonly RecordedAct[], at: string): Promise<void> {
  if (acts.length === 0) return;
  await tx`
    insert into exception_acts (case_id, kind, by, content, at)
    select "caseId", kind, by, content, ${at} from json_to_recordset(${JSON.stringify(acts)}::text::json)
      as given("caseId" uuid, kind text, by text, content json)`;
}
