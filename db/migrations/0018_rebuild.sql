CREATE TABLE "entity_events" (
	"entity_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "entity_events_entity_id_event_id_pk" PRIMARY KEY("entity_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "rebuild_differences" (
	"entity_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"entity_type" text NOT NULL,
	"part" jsonb,
	"field" text NOT NULL,
	"before" json,
	"after" json,
	CONSTRAINT "rebuild_differences_entity_id_position_pk" PRIMARY KEY("entity_id","position")
);
--> statement-breakpoint
CREATE TABLE "rebuild_events" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"reported_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rebuild_ledgers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entity_type" text NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"ledger" text NOT NULL,
	"touched" boolean NOT NULL,
	"comparison" text
);
--> statement-breakpoint
CREATE TABLE "rebuild_versions" (
	"first" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rebuilds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"dry_run" boolean NOT NULL,
	"phase" text NOT NULL,
	"since" timestamp (3) with time zone,
	"watermark" timestamp (3) with time zone NOT NULL,
	"after_delivery" uuid,
	"after_position" integer,
	"after_entity" uuid,
	"total_events" integer NOT NULL,
	"events" integer DEFAULT 0 NOT NULL,
	"entities" integer DEFAULT 0 NOT NULL,
	"report" json,
	"started_at" timestamp (3) with time zone NOT NULL,
	"swapped_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "effects" ADD COLUMN "cause" text DEFAULT 'event' NOT NULL;--> statement-breakpoint
CREATE INDEX "rebuild_differences_field_idx" ON "rebuild_differences" USING btree ("entity_type","field");--> statement-breakpoint
CREATE UNIQUE INDEX "rebuilds_one_idx" ON "rebuilds" USING btree ((finished_at is null)) WHERE finished_at is null;--> statement-breakpoint
-- By hand: an empty database holds nothing that older rules derived. Where there is something, the first start rebuilds it, which
-- fills entity_events too.
INSERT INTO "rebuilds" ("id", "version", "dry_run", "phase", "watermark", "total_events", "started_at", "swapped_at", "finished_at")
SELECT gen_random_uuid(), 1, false, 'clean', now(), 0, now(), now(), now() WHERE NOT EXISTS (SELECT FROM "facts");
