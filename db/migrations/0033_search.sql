CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "search_terms" (
	"entity_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"terms" text NOT NULL,
	CONSTRAINT "search_terms_entity_id_shipment_id_pk" PRIMARY KEY("entity_id","shipment_id")
);
--> statement-breakpoint
CREATE TABLE "display_settings" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"title_type" text,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "display_settings_single" CHECK ("display_settings"."single")
);
--> statement-breakpoint
CREATE TABLE "hidden_columns" (
	"user_id" uuid NOT NULL,
	"list" text NOT NULL,
	"columns" text[] NOT NULL,
	CONSTRAINT "hidden_columns_user_id_list_pk" PRIMARY KEY("user_id","list")
);
--> statement-breakpoint
ALTER TABLE "saved_views" ADD COLUMN "shared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "search_terms" ALTER COLUMN "terms" SET STATISTICS 500;--> statement-breakpoint
-- The terms of what is stored, so that it is found at once; the rebuild that follows writes what only the program normalises.
INSERT INTO "search_terms" ("entity_id", "shipment_id", "terms")
SELECT "shipment_id", "shipment_id", E'\n' || string_agg("term", E'\n' ORDER BY "term" COLLATE "C") || E'\n' FROM (
	SELECT "shipment_id", left("searchable", 200) AS "term" FROM "shipment_references"
	UNION SELECT "shipment_id", left(upper(regexp_replace("text", '[^[:alnum:]]', '', 'g')), 200) FROM (
		SELECT "id" AS "shipment_id", unnest(array["name", "customer"]) AS "text" FROM "shipments"
		UNION ALL SELECT "shipment_id", "name" FROM "shipment_parties"
		UNION ALL SELECT "shipment_id", unnest(array["vessel_name", concat("vessel_name", "voyage"), "tracking_number"]) FROM "legs"
		UNION ALL SELECT "shipment_id", unnest(array["sku", "product", "po_number"]) FROM "shipment_items"
	) AS "named"
) AS "found" WHERE "term" <> '' GROUP BY "shipment_id";--> statement-breakpoint
INSERT INTO "search_terms" ("entity_id", "shipment_id", "terms")
SELECT "record_id", "shipment_id", E'\n' || "searchable" || E'\n' FROM "shipment_records" JOIN (
	SELECT "id", "searchable" FROM "invoices" UNION ALL SELECT "id", "searchable" FROM "documents"
	UNION ALL SELECT "id", "searchable" FROM "bookings" UNION ALL SELECT "id", "searchable" FROM "purchase_orders"
) AS "records" ON "records"."id" = "record_id" WHERE "searchable" <> '';--> statement-breakpoint
CREATE INDEX "search_terms_shipment_idx" ON "search_terms" USING btree ("shipment_id");--> statement-breakpoint
CREATE INDEX "search_terms_idx" ON "search_terms" USING gin ("terms" gin_trgm_ops) WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "shipment_parties_name_idx" ON "shipment_parties" USING btree ((left(lower("shipment_parties"."name"), 200)) collate "C","role","shipment_id");--> statement-breakpoint
CREATE INDEX "shipments_active_idx" ON "shipments" USING btree ("learned_at","id") WHERE status not in ('delivered', 'cancelled', 'removed') and not archived;--> statement-breakpoint
CREATE INDEX "shipments_customer_idx" ON "shipments" USING btree ((left(lower("shipments"."customer"), 200)) collate "C","learned_at","id");--> statement-breakpoint
CREATE INDEX "shipments_vessel_idx" ON "shipments" USING btree ((left(lower("shipments"."vessel"), 200)) collate "C","learned_at","id");--> statement-breakpoint
CREATE INDEX "shipments_carrier_idx" ON "shipments" USING btree ((left(lower("shipments"."carrier"), 200)) collate "C","learned_at","id");--> statement-breakpoint
CREATE INDEX "shipments_loading_idx" ON "shipments" USING btree ((left("shipments"."port_of_loading"->>'unlocode', 10)) collate "C","id");--> statement-breakpoint
CREATE INDEX "shipments_discharge_idx" ON "shipments" USING btree ((left("shipments"."port_of_discharge"->>'unlocode', 10)) collate "C","id");--> statement-breakpoint
CREATE INDEX "shipments_stage_idx" ON "shipments" USING btree ((array_position(array['unknown', 'draft', 'rejected', 'tendered', 'planned', 'booked', 'dispatched', 'at_origin', 'in_transit', 'arrived', 'delivering', 'at_destination', 'delivered', 'cancelled', 'removed'], "shipments"."status")),"id");--> statement-breakpoint
CREATE INDEX "shipments_exceptions_idx" ON "shipments" USING btree ("open_exceptions","id");