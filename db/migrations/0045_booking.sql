CREATE TABLE "booking_references" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"name" text NOT NULL,
	"town" text,
	"country" text,
	"terms" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "booking_references_key_idx" ON "booking_references" USING btree ("provider","kind","reference");--> statement-breakpoint
CREATE INDEX "booking_references_name_idx" ON "booking_references" USING btree ("name" collate "C","id");--> statement-breakpoint
CREATE INDEX "booking_references_terms_idx" ON "booking_references" USING gin ("terms" gin_trgm_ops);