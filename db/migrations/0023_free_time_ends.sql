ALTER TABLE "shipments" ADD COLUMN "free_time_ends_at" timestamp (3) with time zone;--> statement-breakpoint
-- Those stored already: of the containers that are still at the terminal. The rebuild that follows derives it again.
UPDATE "shipments" SET "free_time_ends_at" = (
  SELECT min("free_time_ends_at") FROM "containers"
  WHERE "containers"."shipment_id" = "shipments"."id" AND "containers"."left_at" IS NULL)
WHERE "free_until" IS NOT NULL;
