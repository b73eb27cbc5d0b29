CREATE TABLE "pinned_columns" (
	"user_id" uuid NOT NULL,
	"list" text NOT NULL,
	"columns" text[] NOT NULL,
	CONSTRAINT "pinned_columns_user_id_list_pk" PRIMARY KEY("user_id","list")
);
--> statement-breakpoint
DROP INDEX "shipments_exceptions_idx";--> statement-breakpoint
DROP INDEX "shipments_trouble_idx";--> statement-breakpoint
CREATE INDEX "shipment_references_title_idx" ON "shipment_references" USING btree ("type",(left("shipment_references"."searchable", 200)) collate "C","shipment_id");--> statement-breakpoint
ALTER TABLE "shipments" DROP COLUMN "open_exceptions";