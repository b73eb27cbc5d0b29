ALTER TABLE "api_links" ADD COLUMN "token_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reconcile_runs" ADD COLUMN "refused" json;--> statement-breakpoint
ALTER TABLE "refreshes" ADD COLUMN "named" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_duplicate_idx" ON "deliveries" USING btree ("provider","id") WHERE verdict = 'duplicate';--> statement-breakpoint
CREATE INDEX "shipments_late_days_idx" ON "shipments" USING btree ("late_days","id") WHERE late_days >= 3;