DROP INDEX "shipments_next_idx";--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "overdue_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "shipments_overdue_at_idx" ON "shipments" USING btree ("overdue_at","id") WHERE overdue_at is not null;--> statement-breakpoint
-- What is stored already, as far as it can be told without the ledger: the rebuild that follows derives it again.
UPDATE "shipments" SET "overdue_at" = "next_milestone_at" + CASE
  WHEN "mode" = 'truck' THEN interval '4 hours'
  WHEN "mode" = 'air' THEN interval '36 hours'
  WHEN "mode" = 'rail' THEN interval '60 hours'
  ELSE interval '84 hours' END
WHERE "next_milestone_at" IS NOT NULL AND "status" NOT IN ('delivered', 'cancelled', 'removed');
