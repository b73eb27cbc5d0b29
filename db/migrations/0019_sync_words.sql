ALTER TABLE "provider_requests" RENAME COLUMN "asked_by" TO "submitted_by";--> statement-breakpoint
ALTER TABLE "provider_requests" RENAME COLUMN "asked_key" TO "idempotency_key";--> statement-breakpoint
ALTER TABLE "provider_requests" RENAME COLUMN "asked_at" TO "submitted_at";--> statement-breakpoint
ALTER INDEX "provider_requests_asked_idx" RENAME TO "provider_requests_submitted_idx";--> statement-breakpoint
UPDATE "reconcile_runs" SET
  "scope" = CASE "scope" WHEN 'first' THEN 'initial' WHEN 'changes' THEN 'incremental' WHEN 'everything' THEN 'full' ELSE "scope" END,
  "at" = CASE "at" ->> 'phase'
    WHEN 'ledger' THEN jsonb_set("at"::jsonb, '{phase}', '"event_log"')::json
    WHEN 'gone' THEN jsonb_set("at"::jsonb, '{phase}', '"deletions"')::json
    ELSE "at" END,
  "refused" = (
    SELECT json_agg(CASE "one" ->> 'phase'
      WHEN 'ledger' THEN jsonb_set("one"::jsonb, '{phase}', '"event_log"')::json
      WHEN 'gone' THEN jsonb_set("one"::jsonb, '{phase}', '"deletions"')::json
      ELSE "one" END ORDER BY "place")
    FROM json_array_elements("refused") WITH ORDINALITY AS "each"("one", "place"));
