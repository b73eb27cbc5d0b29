ALTER TABLE "notices" DROP CONSTRAINT "notices_once";--> statement-breakpoint
DROP INDEX "notices_pending_idx";--> statement-breakpoint
ALTER TABLE "effects" ADD COLUMN "times" json;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
UPDATE "notices" SET "subject_id" = "shipment_id";--> statement-breakpoint
ALTER TABLE "notices" ALTER COLUMN "subject_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "in_digest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "trigger" text DEFAULT 'milestone' NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "cadence" text DEFAULT 'at_once' NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "quiet_from" text;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "quiet_until" text;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "quiet_weekends" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "watched_by" text;--> statement-breakpoint
CREATE INDEX "effects_notices_idx" ON "effects" USING btree ("recorded_at","entity_id") WHERE entity_type = 'shipment' and (part is null and field in ('added', 'status', 'mode', 'customer') or part->>'type' = 'role' and field = 'added');--> statement-breakpoint
CREATE INDEX "notices_digest_idx" ON "notices" USING btree ("rule_id","position") WHERE state = 'pending' and in_digest;--> statement-breakpoint
CREATE INDEX "notices_rule_idx" ON "notices" USING btree ("rule_id","created_at","state","sent_at");--> statement-breakpoint
CREATE INDEX "notices_failed_idx" ON "notices" USING btree ("created_at","rule_id") WHERE state = 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "notification_rules_watched_idx" ON "notification_rules" USING btree ("shipment_id","watched_by") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "notices_pending_idx" ON "notices" USING btree ("position") WHERE state = 'pending' and not in_digest;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_once" UNIQUE("rule_id","subject_id","milestone","generation","kind");