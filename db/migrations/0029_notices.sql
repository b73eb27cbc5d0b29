CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notices_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"milestone" text NOT NULL,
	"generation" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"content" json NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"last_error" text,
	"external_ref" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "notices_once" UNIQUE("rule_id","shipment_id","milestone","generation","kind")
);
--> statement-breakpoint
CREATE TABLE "notification_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"milestones" text[] NOT NULL,
	"customer" text,
	"provider" text,
	"shipment_id" uuid,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"target_key" text NOT NULL,
	"encrypted" text,
	"enabled" boolean NOT NULL,
	"held_until" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "stopped_channels" (
	"channel" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"stopped_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_rule_id_notification_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."notification_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_pending_idx" ON "notices" USING btree ("position") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "notices_position_idx" ON "notices" USING btree ("position");--> statement-breakpoint
CREATE INDEX "notification_rules_active_idx" ON "notification_rules" USING btree ("id") WHERE enabled and removed_at is null;--> statement-breakpoint
CREATE INDEX "notification_rules_target_idx" ON "notification_rules" USING btree ("target_key");