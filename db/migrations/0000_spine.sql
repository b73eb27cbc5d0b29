CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"source" text NOT NULL,
	"verdict" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"remote" text NOT NULL,
	"headers" json NOT NULL,
	"body" "bytea",
	"bytes" integer NOT NULL,
	"event_count" integer NOT NULL,
	"contents" json,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"reported_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rejections" (
	"provider" text NOT NULL,
	"reason" text NOT NULL,
	"minute" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rejections_provider_reason_minute_pk" PRIMARY KEY("provider","reason","minute")
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "effects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" uuid NOT NULL,
	"noun" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"what" text NOT NULL,
	"before" json,
	"after" json,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"noun" text NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"ledger" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "containers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shipment_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"number" text,
	"number_valid" boolean,
	"type" text,
	"size" text,
	"seal_number" text,
	"last_free_day" text
);
--> statement-breakpoint
CREATE TABLE "exceptions" (
	"shipment_id" uuid NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"reason" text,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"raised_by" uuid NOT NULL,
	"cleared_at" timestamp (3) with time zone,
	"cleared_by" uuid,
	"cleared_reason" text,
	CONSTRAINT "exceptions_shipment_id_id_pk" PRIMARY KEY("shipment_id","id")
);
--> statement-breakpoint
CREATE TABLE "legs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shipment_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"sequence" smallint NOT NULL,
	"main" boolean NOT NULL,
	"mode" text,
	"origin" json,
	"destination" json,
	"origin_role" text,
	"destination_role" text,
	"carrier_name" text,
	"scac" text,
	"vessel_name" text,
	"vessel_imo" text,
	"voyage" text,
	"tracking_number" text
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"shipment_id" uuid NOT NULL,
	"id" text NOT NULL,
	"code" text NOT NULL,
	"classifier" text NOT NULL,
	"leg_id" uuid,
	"container_id" uuid,
	"instance" text,
	"standing" text NOT NULL,
	"flag" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"occurred_text" text NOT NULL,
	"occurred_offset" text,
	"precision" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"event_id" uuid NOT NULL,
	"place" json,
	"reason" text,
	CONSTRAINT "milestones_shipment_id_id_pk" PRIMARY KEY("shipment_id","id")
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"type" text,
	"name" text,
	"status" text,
	"scac" text,
	"mc_number" text,
	"dot_number" text,
	"email" text,
	"phone" text,
	"place" json,
	"reference" text,
	"removed" boolean NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment_parties" (
	"shipment_id" uuid NOT NULL,
	"role" text NOT NULL,
	"party" text NOT NULL,
	"name" text NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "shipment_parties_shipment_id_role_party_pk" PRIMARY KEY("shipment_id","role","party")
);
--> statement-breakpoint
CREATE TABLE "shipment_references" (
	"shipment_id" uuid NOT NULL,
	"type" text NOT NULL,
	"value" text NOT NULL,
	"searchable" text NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "shipment_references_shipment_id_type_value_pk" PRIMARY KEY("shipment_id","type","value")
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text,
	"mode" text,
	"status" text NOT NULL,
	"status_reason" text NOT NULL,
	"status_basis" text NOT NULL,
	"status_at" timestamp (3) with time zone,
	"status_event_id" uuid,
	"reported_status" text,
	"freight_type" text,
	"incoterm" text,
	"priority" text,
	"pieces" integer,
	"weight" json,
	"volume" json,
	"cargo_ready_on" text,
	"customer" text,
	"origin" json,
	"port_of_loading" json,
	"port_of_discharge" json,
	"destination" json,
	"carrier" text,
	"vessel" text,
	"voyage" text,
	"eta" json,
	"eta_at" timestamp (3) with time zone,
	"eta_event_id" uuid,
	"eta_baseline" json,
	"eta_baseline_kind" text,
	"arrived" json,
	"progress" json NOT NULL,
	"last_milestone" text,
	"last_milestone_at" timestamp (3) with time zone,
	"next_milestone" text,
	"next_milestone_at" timestamp (3) with time zone,
	"open_exceptions" smallint NOT NULL,
	"held_by" text,
	"archived" boolean NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"password_hash" text,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE INDEX "deliveries_provider_idx" ON "deliveries" USING btree ("provider","id");--> statement-breakpoint
CREATE INDEX "events_delivery_idx" ON "events" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "events_open_idx" ON "events" USING btree ("state","received_at") WHERE state in ('pending', 'parked', 'buried');--> statement-breakpoint
CREATE INDEX "effects_event_idx" ON "effects" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "effects_subject_idx" ON "effects" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "containers_shipment_idx" ON "containers" USING btree ("shipment_id");--> statement-breakpoint
CREATE INDEX "legs_shipment_idx" ON "legs" USING btree ("shipment_id","sequence");--> statement-breakpoint
CREATE INDEX "shipment_references_search_idx" ON "shipment_references" USING btree ("searchable" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "shipments_learned_idx" ON "shipments" USING btree ("learned_at","id");--> statement-breakpoint
CREATE INDEX "shipments_status_idx" ON "shipments" USING btree ("status","learned_at","id");--> statement-breakpoint
CREATE INDEX "shipments_trouble_idx" ON "shipments" USING btree ("learned_at","id") WHERE open_exceptions > 0;--> statement-breakpoint
-- A ledger is rewritten with every event: kept in its row as it is up to a page, it costs no compression each time.
ALTER TABLE "facts" ALTER COLUMN "ledger" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "facts" SET (toast_tuple_target = 8160);
