CREATE TABLE "notice_exceptions" (
	"rule_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"severity" smallint NOT NULL,
	"notice_id" uuid NOT NULL,
	CONSTRAINT "notice_exceptions_rule_id_case_id_kind_severity_pk" PRIMARY KEY("rule_id","case_id","kind","severity")
);
--> statement-breakpoint
ALTER TABLE "notices" ALTER COLUMN "shipment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ALTER COLUMN "milestone" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "exception_type" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "severity" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "source_id" uuid;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "severity" text;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "exception_types" text[];--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "owned_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "hold_minutes" smallint DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "applies_from" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "notice_exceptions_notice_idx" ON "notice_exceptions" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "notification_rules_exceptions_idx" ON "notification_rules" USING btree ("id") WHERE trigger = 'exception' and enabled and removed_at is null;