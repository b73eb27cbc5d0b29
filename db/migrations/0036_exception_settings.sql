CREATE TABLE "changed_invoices" (
	"id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demurrage_tariffs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"carrier" text NOT NULL,
	"size" text,
	"currency" text NOT NULL,
	"tiers" json NOT NULL,
	CONSTRAINT "demurrage_tariffs_key" UNIQUE NULLS NOT DISTINCT("carrier","size")
);
--> statement-breakpoint
CREATE TABLE "exception_owners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"type" text,
	"customer" text,
	"owner" text NOT NULL,
	CONSTRAINT "exception_owners_key" UNIQUE NULLS NOT DISTINCT("type","customer")
);
--> statement-breakpoint
CREATE TABLE "working_hours_settings" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"hours" json NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"after_case" uuid,
	"recalculated" boolean NOT NULL,
	CONSTRAINT "working_hours_settings_single" CHECK ("working_hours_settings"."single")
);
--> statement-breakpoint
CREATE INDEX "exception_cases_amount_idx" ON "exception_cases" USING btree ((("exception_cases"."details"->'amount'->>'amount')::numeric),"id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "exception_conditions_duplicates_idx" ON "exception_conditions" USING btree ("part") WHERE type = 'invoice.duplicate';--> statement-breakpoint
INSERT INTO "changed_invoices" ("id")
SELECT "id" FROM "invoices" WHERE "searchable" IN (
	SELECT "searchable" FROM "invoices" GROUP BY "searchable" HAVING count(*) > 1
);
