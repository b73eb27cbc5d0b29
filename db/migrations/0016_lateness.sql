DROP INDEX "shipments_late_days_idx";--> statement-breakpoint
DROP INDEX "shipments_late_idx";--> statement-breakpoint
ALTER TABLE "containers" ADD COLUMN "left_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "late_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "shipments_late_at_idx" ON "shipments" USING btree ("late_at","id") WHERE late_at is not null;--> statement-breakpoint
-- What is stored already, as far as it can be told without the ledger: the next event of a shipment derives it again.
UPDATE "shipments" SET "late_at" = CASE
  WHEN "late_days" >= 3 THEN "reported_at"
  WHEN "mode" = 'truck' THEN "eta_at" + interval '4 hours'
  WHEN "mode" = 'air' THEN "eta_at" + interval '36 hours'
  ELSE "eta_at" + interval '84 hours' END
WHERE "arrived" IS NULL AND "eta_at" IS NOT NULL
  AND "status" NOT IN ('arrived', 'delivering', 'at_destination', 'delivered', 'cancelled', 'removed');--> statement-breakpoint
UPDATE "containers" SET "left_at" = "gone"."at" FROM (
  SELECT "container_id", min("occurred_at") AS "at" FROM "milestones"
  WHERE "code" IN ('OUT_FOR_DELIVERY', 'DELIVERED', 'EMPTY_RETURNED') AND "classifier" = 'ACT' AND "standing" = 'current'
    AND "flag" IS NULL AND "container_id" IS NOT NULL
  GROUP BY "container_id") AS "gone"
WHERE "gone"."container_id" = "containers"."id";
--> statement-breakpoint
-- What nobody ever told by webhook was not wrong before a synchronisation read it.
UPDATE "drift" SET "cause" = 'completed' WHERE "cause" = 'silent_change' AND ("ours" IS NULL OR json_typeof("ours") = 'null');
