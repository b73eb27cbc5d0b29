CREATE TABLE "tariff_settings" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"after_shipment" uuid,
	"recalculated" boolean NOT NULL,
	CONSTRAINT "tariff_settings_single" CHECK ("tariff_settings"."single")
);
--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" DROP CONSTRAINT "demurrage_tariffs_key";--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "charge" text DEFAULT 'demurrage' NOT NULL;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "port" text;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "terminal" text;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "container_type" text;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "valid_from" text;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "valid_until" text;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "free_days" integer;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "free_day_basis" text DEFAULT 'calendar' NOT NULL;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "free_from" text DEFAULT 'next_day' NOT NULL;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "charge_basis" text DEFAULT 'calendar' NOT NULL;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD COLUMN "holidays" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "demurrage_tariffs" ADD CONSTRAINT "demurrage_tariffs_key" UNIQUE NULLS NOT DISTINCT("carrier","charge","port","terminal","container_type","size","valid_from");--> statement-breakpoint
-- Open charges get their amounts again, with the charge of their tariff, or why they have none.
UPDATE "exception_cases" SET "severity_until" = now() WHERE "closed_at" IS NULL AND "type" LIKE 'charge.%';
