CREATE TABLE "lateness_settings" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"limits" json NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"after_entity" uuid,
	"recalculated" boolean NOT NULL,
	CONSTRAINT "lateness_settings_single" CHECK ("lateness_settings"."single")
);
