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
CREATE INDEX "shipments_status_eta_idx" ON "shipments" USING btree ("status","eta_at","id");--> statement-breakpoint
CREATE INDEX "shipments_eta_idx" ON "shipments" USING btree ("eta_at","id");