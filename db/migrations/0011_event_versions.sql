DROP INDEX "events_delivery_idx";--> statement-breakpoint
-- One statement, so that the table is rewritten once. It is locked meanwhile: see docs/decisions/0021.
ALTER TABLE "events" ALTER COLUMN "position" SET DATA TYPE integer, ALTER COLUMN "attempts" SET DATA TYPE integer;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "digest" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "version_of" uuid;--> statement-breakpoint
CREATE INDEX "events_version_idx" ON "events" USING btree ("version_of") WHERE version_of is not null;--> statement-breakpoint
CREATE INDEX "events_delivery_idx" ON "events" USING btree ("delivery_id","position");
