ALTER TABLE "rejections" RENAME TO "rejected_requests";--> statement-breakpoint
ALTER TABLE "deliveries" RENAME COLUMN "verdict" TO "status";--> statement-breakpoint
ALTER TABLE "drift" RENAME COLUMN "healed_at" TO "corrected_at";--> statement-breakpoint
DROP INDEX "drift_healed_idx";--> statement-breakpoint
DROP INDEX "deliveries_duplicate_idx";--> statement-breakpoint
DROP INDEX "events_open_idx";--> statement-breakpoint
DROP INDEX "drift_run_idx";--> statement-breakpoint
DROP INDEX "drift_provider_idx";--> statement-breakpoint
DROP INDEX "drift_cause_idx";--> statement-breakpoint
DROP INDEX "drift_subject_idx";--> statement-breakpoint
ALTER TABLE "rejected_requests" DROP CONSTRAINT "rejections_provider_reason_minute_pk";--> statement-breakpoint
ALTER TABLE "rejected_requests" ADD CONSTRAINT "rejected_requests_provider_reason_minute_pk" PRIMARY KEY("provider","reason","minute");--> statement-breakpoint
CREATE INDEX "drift_corrected_idx" ON "drift" USING btree ("corrected_at","id");--> statement-breakpoint
UPDATE "deliveries" SET "status" = 'accepted' WHERE "status" = 'new';--> statement-breakpoint
UPDATE "events" SET "state" = CASE "state" WHEN 'applied' THEN 'processed' WHEN 'parked' THEN 'unmapped' ELSE 'dead_letter' END
  WHERE "state" IN ('applied', 'parked', 'buried');--> statement-breakpoint
CREATE INDEX "deliveries_duplicate_idx" ON "deliveries" USING btree ("provider","id") WHERE status = 'duplicate';--> statement-breakpoint
CREATE INDEX "events_open_idx" ON "events" USING btree ("state","received_at") WHERE state in ('pending', 'unmapped', 'dead_letter');--> statement-breakpoint
CREATE INDEX "drift_run_idx" ON "drift" USING btree ("run_id","corrected_at","id");--> statement-breakpoint
CREATE INDEX "drift_provider_idx" ON "drift" USING btree ("provider","corrected_at","id");--> statement-breakpoint
CREATE INDEX "drift_cause_idx" ON "drift" USING btree ("cause","corrected_at","id");--> statement-breakpoint
CREATE INDEX "drift_subject_idx" ON "drift" USING btree ("subject_id","corrected_at");