CREATE TABLE "exception_acts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exception_acts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" text,
	"content" json NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exception_cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"shipment_id" uuid,
	"type" text NOT NULL,
	"part" text NOT NULL,
	"generation" integer NOT NULL,
	"severity" smallint NOT NULL,
	"urgency" bigint NOT NULL,
	"severity_until" timestamp (3) with time zone,
	"deadline" timestamp (3) with time zone,
	"evidence_at" timestamp (3) with time zone NOT NULL,
	"event_id" uuid NOT NULL,
	"details" json NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"owner" text,
	"snoozed_until" timestamp (3) with time zone,
	"snoozed_for" json,
	"snoozed_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" text,
	"resolution" text,
	"touched_at" timestamp (3) with time zone,
	"touch_by" timestamp (3) with time zone NOT NULL,
	"resolve_by" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "exception_cases_generation" UNIQUE("entity_id","type","part","generation")
);
--> statement-breakpoint
CREATE TABLE "exception_conditions" (
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"type" text NOT NULL,
	"part" text NOT NULL,
	"severity" text NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"deadline" timestamp (3) with time zone,
	"evidence_at" timestamp (3) with time zone NOT NULL,
	"event_id" uuid NOT NULL,
	"details" json NOT NULL,
	CONSTRAINT "exception_conditions_entity_id_type_part_pk" PRIMARY KEY("entity_id","type","part")
);
--> statement-breakpoint
CREATE TABLE "exception_sweep" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"swept_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "exception_acts_case_idx" ON "exception_acts" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "exception_cases_open" ON "exception_cases" USING btree ("entity_id","type","part") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "exception_cases_urgency_idx" ON "exception_cases" USING btree ("urgency","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "exception_cases_opened_idx" ON "exception_cases" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "exception_cases_owner_idx" ON "exception_cases" USING btree ("owner","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "exception_cases_shipment_idx" ON "exception_cases" USING btree ("shipment_id");--> statement-breakpoint
CREATE INDEX "exception_cases_severity_idx" ON "exception_cases" USING btree ("severity_until") WHERE closed_at is null and severity_until is not null;--> statement-breakpoint
CREATE INDEX "exception_cases_snoozed_idx" ON "exception_cases" USING btree ("snoozed_until") WHERE closed_at is null and snoozed_until is not null;--> statement-breakpoint
CREATE INDEX "exception_conditions_opens_idx" ON "exception_conditions" USING btree ("opens_at");--> statement-breakpoint
CREATE INDEX "exception_conditions_ends_idx" ON "exception_conditions" USING btree ("ends_at") WHERE ends_at is not null;