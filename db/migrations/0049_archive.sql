CREATE TABLE "archive_files" (
	"number" integer PRIMARY KEY NOT NULL,
	"file" text NOT NULL,
	"month" text NOT NULL,
	"deliveries" integer NOT NULL,
	"file_bytes" bigint NOT NULL,
	"body_bytes" bigint NOT NULL,
	"frames" json NOT NULL,
	"sha256" text NOT NULL,
	"entry_sha256" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"emptied_at" timestamp (3) with time zone,
	CONSTRAINT "archive_files_file_key" UNIQUE("file")
);
--> statement-breakpoint
CREATE TABLE "archive_status" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"error" text,
	"failed_at" timestamp (3) with time zone,
	CONSTRAINT "archive_status_single" CHECK ("archive_status"."single")
);
--> statement-breakpoint
CREATE TABLE "shipment_holds" (
	"shipment_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"placed_by" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "archive" integer;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "archive_frame" integer;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "archive_at" integer;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "body_sha256" "bytea";
-- The index deliveries_stored_idx is built without holding webhooks up: db/build-indexes.ts.
