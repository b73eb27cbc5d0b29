ALTER TABLE "purchase_orders" ADD COLUMN "late_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "containers" ADD COLUMN "free_time_ends_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "purchase_orders_late_at_idx" ON "purchase_orders" USING btree ("late_at","id") WHERE status = 'open';--> statement-breakpoint
-- What is stored already, by the clock in UTC: the rebuild that follows counts by the clock at each place.
UPDATE "containers" SET "free_time_ends_at" = (left("last_free_day", 10)::date + 1)::timestamp AT TIME ZONE 'UTC'
WHERE "last_free_day" ~ '^(19|20)\d\d-\d\d-\d\d';--> statement-breakpoint
UPDATE "purchase_orders" SET "late_at" = ("first"."day"::date + 1)::timestamp AT TIME ZONE 'UTC'
FROM (
  SELECT "id", least("must_arrive_on", (SELECT min("line"."must_arrive_on") FROM "purchase_order_lines" AS "line"
    WHERE "line"."purchase_order_id" = "purchase_orders"."id")) AS "day"
  FROM "purchase_orders") AS "first"
WHERE "first"."id" = "purchase_orders"."id" AND "first"."day" ~ '^(19|20)\d\d-\d\d-\d\d$';
