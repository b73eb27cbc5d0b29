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
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
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
CREATE TABLE "provider_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"input" json NOT NULL,
	"mark" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"record_id" uuid,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "invoices_ageing_idx";--> statement-breakpoint
CREATE INDEX "drift_healed_idx" ON "drift" USING btree ("healed_at","id");--> statement-breakpoint
CREATE INDEX "drift_run_idx" ON "drift" USING btree ("run_id","healed_at","id");--> statement-breakpoint
CREATE INDEX "drift_provider_idx" ON "drift" USING btree ("provider","healed_at","id");--> statement-breakpoint
CREATE INDEX "drift_cause_idx" ON "drift" USING btree ("cause","healed_at","id");--> statement-breakpoint
CREATE INDEX "drift_subject_idx" ON "drift" USING btree ("subject_id","healed_at");--> statement-breakpoint
CREATE INDEX "drift_event_idx" ON "drift" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "reconcile_runs_started_idx" ON "reconcile_runs" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "reconcile_runs_provider_idx" ON "reconcile_runs" USING btree ("provider","started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reconcile_runs_one_idx" ON "reconcile_runs" USING btree ("provider") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "refreshes_due_idx" ON "refreshes" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "snapshots_open_idx" ON "snapshots" USING btree ("provider","kind","external_id") WHERE open;--> statement-breakpoint
CREATE INDEX "provider_requests_open_idx" ON "provider_requests" USING btree ("provider","due_at") WHERE state in ('queued', 'sent');--> statement-breakpoint
CREATE INDEX "provider_requests_asked_idx" ON "provider_requests" USING btree ("asked_at","id");--> statement-breakpoint
CREATE INDEX "provider_requests_record_idx" ON "provider_requests" USING btree ("record_id","asked_at");--> statement-breakpoint
CREATE INDEX "shipments_held_idx" ON "shipments" USING btree ("status_at","id") WHERE held_by is not null;--> statement-breakpoint
CREATE INDEX "invoices_ageing_idx" ON "invoices" USING btree ("kind","currency","due_on","balance","total","removed") WHERE status in ('outstanding', 'payment_pending', 'partly_paid');