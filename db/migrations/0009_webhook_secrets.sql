CREATE TABLE "webhook_secrets" (
	"provider" text NOT NULL,
	"fingerprint" text NOT NULL,
	"encrypted" text,
	"added_by" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_secrets_provider_fingerprint_pk" PRIMARY KEY("provider","fingerprint")
);
