CREATE TABLE "replayed_events" (
	"replay_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"state_before" text NOT NULL,
	CONSTRAINT "replayed_events_replay_id_event_id_pk" PRIMARY KEY("replay_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "replays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"filter" json NOT NULL,
	"selected" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "deliveries_malformed_idx" ON "deliveries" USING btree ("id") WHERE status = 'malformed';--> statement-breakpoint
CREATE INDEX "deliveries_contents_idx" ON "deliveries" USING gin ((contents::jsonb) jsonb_path_ops) WITH (gin_pending_list_limit=512) WHERE contents is not null;--> statement-breakpoint
CREATE INDEX "events_ignored_idx" ON "events" USING btree ("delivery_id") WHERE state = 'ignored';--> statement-breakpoint
CREATE INDEX "events_type_idx" ON "events" USING btree (left("events"."type", 200));