CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_userId_list_name_unique" UNIQUE("user_id","list","name")
);
--> statement-breakpoint
CREATE INDEX "effects_eta_idx" ON "effects" USING btree ("recorded_at") WHERE what = 'shipment eta';--> statement-breakpoint
CREATE INDEX "shipments_eta_idx" ON "shipments" USING btree ("eta_at") WHERE arrived is null;