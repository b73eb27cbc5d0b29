CREATE TABLE "hint_outages" (
	"worker" uuid PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "queue_jobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "queue_jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"priority" text NOT NULL,
	"data" json NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"hinted_at" timestamp (3) with time zone,
	"dead_at" timestamp (3) with time zone,
	"fetched_by" bigint
);
--> statement-breakpoint
CREATE INDEX "queue_jobs_due" ON "queue_jobs" USING btree ("kind","priority","due_at","id") WHERE dead_at is null;--> statement-breakpoint
CREATE INDEX "queue_jobs_dead" ON "queue_jobs" USING btree ("kind","id") WHERE dead_at is not null;