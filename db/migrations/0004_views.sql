CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("user_id","list","name")
);
--> statement-breakpoint
DROP INDEX "shipments_eta_idx";--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "late_days" integer;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "free_until" text;--> statement-breakpoint
UPDATE "shipments" SET
  "late_days" = CASE WHEN "arrived" IS NULL THEN
    left(trim("eta"->>'text'), 10)::date - left(trim("eta_baseline"->>'text'), 10)::date END,
  "free_until" = (
    SELECT left(min(c."last_free_day"), 10) FROM "containers" c WHERE c."shipment_id" = "shipments"."id" AND NOT EXISTS (
      SELECT FROM "milestones" m WHERE m."shipment_id" = c."shipment_id" AND m."classifier" = 'ACT' AND m."standing" = 'current'
        AND m."code" IN ('OUT_FOR_DELIVERY', 'DELIVERED', 'EMPTY_RETURNED')
        AND (m."container_id" = c."id" OR m."container_id" IS NULL)))
WHERE "status" NOT IN ('delivered', 'cancelled', 'removed');--> statement-breakpoint
CREATE INDEX "shipments_status_eta_idx" ON "shipments" USING btree ("status","eta_at","id");--> statement-breakpoint
CREATE INDEX "shipments_late_idx" ON "shipments" USING btree ("learned_at","id") WHERE late_days >= 3;--> statement-breakpoint
CREATE INDEX "shipments_free_idx" ON "shipments" USING btree ("free_until","id") WHERE free_until is not null;--> statement-breakpoint
CREATE INDEX "shipments_next_idx" ON "shipments" USING btree ("next_milestone_at","id") WHERE status not in ('delivered', 'cancelled', 'removed');--> statement-breakpoint
CREATE INDEX "shipments_eta_idx" ON "shipments" USING btree ("eta_at","id");