CREATE TABLE "mail_addresses" (
	"target_key" text PRIMARY KEY NOT NULL,
	"target" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"link_due_at" timestamp (3) with time zone,
	"link_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"link_sent_at" timestamp (3) with time zone,
	"links_sent" smallint DEFAULT 0 NOT NULL,
	"link_attempts" smallint DEFAULT 0 NOT NULL,
	"link_error" text,
	"soft_bounces" integer DEFAULT 0 NOT NULL,
	"last_bounce_at" timestamp (3) with time zone,
	"last_bounce" text
);
--> statement-breakpoint
CREATE TABLE "used_action_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "is_openable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "opened_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "mail_addresses_due_idx" ON "mail_addresses" USING btree ("link_due_at") WHERE link_due_at is not null;--> statement-breakpoint
CREATE INDEX "notices_sent_digest_idx" ON "notices" USING btree ("digest_id") WHERE digest_id is not null;--> statement-breakpoint
-- Addresses that rules send to already count as confirmed.
INSERT INTO "mail_addresses" ("target_key", "target", "created_at", "confirmed_at")
SELECT "target_key", min("target"), min("created_at"), now() FROM "notification_rules"
WHERE "channel" = 'email' AND "removed_at" IS NULL GROUP BY "target_key";
