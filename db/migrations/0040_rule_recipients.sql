CREATE TABLE "rule_recipients" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"rule_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"target_key" text NOT NULL,
	"encrypted" text,
	"held_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"recipient_id" uuid NOT NULL,
	"role" text NOT NULL,
	"scope" text NOT NULL,
	"subject_id" uuid,
	"filter" text,
	"label" text,
	"severity" text,
	"muted_at" timestamp (3) with time zone,
	"added_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscriptions_once" UNIQUE NULLS NOT DISTINCT("recipient_id","role","scope","subject_id","filter")
);
--> statement-breakpoint
ALTER TABLE "notice_exceptions" RENAME COLUMN "rule_id" TO "recipient_id";--> statement-breakpoint
ALTER TABLE "notices" RENAME COLUMN "rule_id" TO "recipient_id";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_once";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_rule_id_notification_rules_id_fk";
--> statement-breakpoint
DROP INDEX "notices_rule_sent_idx";--> statement-breakpoint
DROP INDEX "notices_rule_idx";--> statement-breakpoint
DROP INDEX "notification_rules_watched_idx";--> statement-breakpoint
DROP INDEX "notification_rules_target_idx";--> statement-breakpoint
DROP INDEX "notices_digest_idx";--> statement-breakpoint
DROP INDEX "notices_failed_idx";--> statement-breakpoint
ALTER TABLE "notice_exceptions" DROP CONSTRAINT "notice_exceptions_rule_id_case_id_kind_severity_pk";--> statement-breakpoint
ALTER TABLE "notice_exceptions" ADD CONSTRAINT "notice_exceptions_recipient_id_case_id_kind_severity_pk" PRIMARY KEY("recipient_id","case_id","kind","severity");--> statement-breakpoint
ALTER TABLE "notification_rules" ADD COLUMN "origin" text DEFAULT 'admin' NOT NULL;--> statement-breakpoint
ALTER TABLE "rule_recipients" ADD CONSTRAINT "rule_recipients_rule_id_notification_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."notification_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_recipient_id_rule_recipients_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."rule_recipients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rule_recipients_once" ON "rule_recipients" USING btree ("rule_id","target_key") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "rule_recipients_target_idx" ON "rule_recipients" USING btree ("target_key");--> statement-breakpoint
CREATE INDEX "subscriptions_subject_idx" ON "subscriptions" USING btree ("subject_id");--> statement-breakpoint
-- Written by hand; it has to stand before the foreign key of notices, and before the columns are dropped.
-- Each rule has one recipient, with its id, so that links and notices stay valid.
INSERT INTO "rule_recipients" ("id", "rule_id", "channel", "target", "target_key", "encrypted", "held_until", "created_at", "removed_at")
SELECT "id", "id", "channel", "target", "target_key", "encrypted", "held_until", "created_at", "removed_at" FROM "notification_rules";
--> statement-breakpoint
UPDATE "notification_rules" SET "origin" = 'own' WHERE "watched_by" IS NOT NULL AND "shipment_id" IS NULL;
--> statement-breakpoint
-- What users watch becomes one recipient for each of them: that of the watch which they began last.
CREATE TEMP TABLE "watches" AS
SELECT "id", "target_key", "shipment_id", "created_by", "created_at", "removed_at" IS NULL AS "active",
	first_value("id") OVER (PARTITION BY "target_key" ORDER BY "removed_at" IS NULL DESC, "created_at" DESC, "id") AS "recipient_id",
	EXISTS (SELECT FROM "suppressions" WHERE "suppressions"."rule_id" = "notification_rules"."id") AS "unsubscribed"
FROM "notification_rules" WHERE "watched_by" IS NOT NULL AND "shipment_id" IS NOT NULL;
--> statement-breakpoint
INSERT INTO "notification_rules" ("id", "origin", "name", "milestones", "channel", "target", "target_key", "enabled", "created_by", "created_at")
SELECT 'f0110e3d-0000-4000-8000-000000000001', 'followed', 'Shipments that concern you', '{departed,arrived,delivered}', 'email', '', '', true,
	'Fairlead', now() WHERE EXISTS (SELECT FROM "watches");
--> statement-breakpoint
UPDATE "rule_recipients" SET "rule_id" = 'f0110e3d-0000-4000-8000-000000000001',
	"removed_at" = CASE WHEN "active" AND "watches"."id" = "watches"."recipient_id" THEN NULL ELSE coalesce("removed_at", now()) END
FROM "watches" WHERE "watches"."id" = "rule_recipients"."id";
--> statement-breakpoint
INSERT INTO "subscriptions" ("recipient_id", "role", "scope", "subject_id", "added_by", "created_at")
SELECT "recipient_id", 'watcher', 'shipment', "shipment_id", "created_by", "created_at" FROM "watches" WHERE "active" AND NOT "unsubscribed";
--> statement-breakpoint
UPDATE "notices" SET "state" = 'suppressed' FROM "watches"
WHERE "watches"."id" = "notices"."recipient_id" AND "unsubscribed" AND "state" = 'pending';
--> statement-breakpoint
UPDATE "notices" SET "recipient_id" = "watches"."recipient_id" FROM "watches" WHERE "watches"."id" = "notices"."recipient_id" AND "active";
--> statement-breakpoint
DELETE FROM "notification_rules" USING "watches" WHERE "watches"."id" = "notification_rules"."id";
--> statement-breakpoint
DROP TABLE "watches";
--> statement-breakpoint
-- Generated again from here on.
ALTER TABLE "notices" ADD CONSTRAINT "notices_recipient_id_rule_recipients_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."rule_recipients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_recipient_sent_idx" ON "notices" USING btree ("recipient_id","sent_at");--> statement-breakpoint
CREATE INDEX "notices_recipient_idx" ON "notices" USING btree ("recipient_id","created_at","state","sent_at");--> statement-breakpoint
CREATE INDEX "notices_digest_idx" ON "notices" USING btree ("recipient_id","position") WHERE state = 'pending' and in_digest;--> statement-breakpoint
CREATE INDEX "notices_failed_idx" ON "notices" USING btree ("created_at","recipient_id") WHERE state = 'failed';--> statement-breakpoint
ALTER TABLE "notification_rules" DROP COLUMN "channel";--> statement-breakpoint
ALTER TABLE "notification_rules" DROP COLUMN "target";--> statement-breakpoint
ALTER TABLE "notification_rules" DROP COLUMN "target_key";--> statement-breakpoint
ALTER TABLE "notification_rules" DROP COLUMN "encrypted";--> statement-breakpoint
ALTER TABLE "notification_rules" DROP COLUMN "held_until";--> statement-breakpoint
ALTER TABLE "notification_rules" DROP COLUMN "watched_by";--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_once" UNIQUE("recipient_id","subject_id","milestone","generation","kind");