CREATE TABLE "setup_skips" (
	"step" text PRIMARY KEY NOT NULL,
	"skipped_by" text NOT NULL,
	"skipped_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_tests" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"sent_by" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"address" text NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"status" integer,
	"problem" text,
	"processed_at" timestamp (3) with time zone,
	"shipment" json
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "views_as" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "views_as_until" timestamp (3) with time zone;--> statement-breakpoint
-- Written by hand. Installations that have data need no walk through the first hour.
INSERT INTO "setup_skips" ("step", "skipped_by", "skipped_at")
SELECT step, 'upgrade', now() FROM unnest(array['source', 'event', 'api', 'colleague', 'rule']) AS step
WHERE EXISTS (SELECT FROM "facts");
