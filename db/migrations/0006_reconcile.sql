CREATE TABLE "api_links" (
	"provider" text PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"failures" smallint DEFAULT 0 NOT NULL,
	"closed_until" timestamp (3) with time zone,
	"error" text,
	"token" text,
	"token_expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "drift" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "drift_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"event_id" uuid NOT NULL,
	"noun" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"what" text NOT NULL,
	"ours" json,
	"theirs" json,
	"cause" text NOT NULL,
	"wrong_since" timestamp (3) with time zone,
	"healed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconcile_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"scope" text NOT NULL,
	"since" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"at" json,
	"pages" integer DEFAULT 0 NOT NULL,
	"read" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"missed" integer DEFAULT 0 NOT NULL,
	"gone" integer DEFAULT 0 NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "refreshes" (
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"error" text,
	CONSTRAINT "refreshes_provider_kind_external_id_pk" PRIMARY KEY("provider","kind","external_id")
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"hash" text NOT NULL,
	"subject" text,
	"open" boolean,
	"run_id" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"gone_at" timestamp (3) with time zone,
	CONSTRAINT "snapshots_provider_kind_external_id_pk" PRIMARY KEY("provider","kind","external_id")
);
--> statement-breakpoint
CREATE INDEX "drift_run_idx" ON "drift" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "drift_provider_idx" ON "drift" USING btree ("provider","id");--> statement-breakpoint
CREATE INDEX "drift_subject_idx" ON "drift" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "drift_event_idx" ON "drift" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "reconcile_runs_provider_idx" ON "reconcile_runs" USING btree ("provider","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reconcile_runs_one_idx" ON "reconcile_runs" USING btree ("provider") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "refreshes_due_idx" ON "refreshes" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "snapshots_open_idx" ON "snapshots" USING btree ("provider","kind","external_id") WHERE open;