CREATE TABLE "bookings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"number" text NOT NULL,
	"searchable" text NOT NULL,
	"status" text NOT NULL,
	"removed" boolean NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"carrier_booking" text,
	"mode" text,
	"incoterm" text,
	"origin" json,
	"port_of_loading" json,
	"port_of_discharge" json,
	"destination" json,
	"shipper" text,
	"consignee" text,
	"notify" text,
	"cargo_ready_on" text,
	"delivery_on" text,
	"cargo" text,
	"weight" json,
	"volume" json,
	"pieces" integer,
	"container_counts" json,
	"lcl" boolean,
	"hazardous" boolean,
	"instructions" text,
	"carrier" text,
	"vessel" text,
	"voyage" text,
	"created_at" json,
	"confirmed_at" timestamp (3) with time zone,
	"amended_at" timestamp (3) with time zone,
	"amendments" smallint NOT NULL,
	"rolled_from" json
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"number" text NOT NULL,
	"searchable" text NOT NULL,
	"status" text NOT NULL,
	"removed" boolean NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"file_name" text,
	"memo" text,
	"link" text,
	"size" integer,
	"uploaded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"invoice_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"category" text,
	"amount" json,
	"quantity" text,
	"rate" json,
	"sku" text,
	"po_number" text,
	"container" text,
	CONSTRAINT "invoice_lines_invoice_id_position_pk" PRIMARY KEY("invoice_id","position")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"number" text NOT NULL,
	"searchable" text NOT NULL,
	"status" text NOT NULL,
	"removed" boolean NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"issuer" text,
	"recipient" text,
	"issued_at" timestamp (3) with time zone,
	"issued_on" text,
	"due_on" text,
	"currency" text,
	"total" numeric,
	"balance" numeric,
	"credited" numeric,
	"incoterm" text,
	"credits" json,
	"notes" text,
	"checks" json
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"number" text NOT NULL,
	"searchable" text NOT NULL,
	"status" text NOT NULL,
	"removed" boolean NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"sku" text,
	"name" text,
	"description" text,
	"category" text,
	"country_of_origin" text,
	"hs_codes" json,
	"verified" boolean
);
--> statement-breakpoint
CREATE TABLE "purchase_order_lines" (
	"purchase_order_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"number" text,
	"sku" text,
	"product" text,
	"description" text,
	"units" integer,
	"unit" text,
	"unit_cost" json,
	"hs_codes" json,
	"country_of_origin" text,
	"must_arrive_on" text,
	CONSTRAINT "purchase_order_lines_purchase_order_id_position_pk" PRIMARY KEY("purchase_order_id","position")
);
--> statement-breakpoint
CREATE TABLE "purchase_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"number" text NOT NULL,
	"searchable" text NOT NULL,
	"status" text NOT NULL,
	"removed" boolean NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"buyer" text,
	"seller" text,
	"incoterm" text,
	"mode" text,
	"cargo_ready_on" text,
	"must_arrive_on" text,
	"origin" json,
	"destination" json,
	"memo" text,
	"created_at" json,
	"line_count" integer NOT NULL,
	"units" integer NOT NULL,
	"value" json
);
--> statement-breakpoint
CREATE TABLE "shipment_items" (
	"shipment_id" uuid NOT NULL,
	"id" text NOT NULL,
	"container_id" uuid,
	"sku" text,
	"product" text,
	"po_number" text,
	"po_searchable" text,
	"units" integer,
	"weight" json,
	"volume" json,
	CONSTRAINT "shipment_items_shipment_id_id_pk" PRIMARY KEY("shipment_id","id")
);
--> statement-breakpoint
CREATE TABLE "shipment_records" (
	"record_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"noun" text NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "shipment_records_record_id_shipment_id_pk" PRIMARY KEY("record_id","shipment_id")
);
--> statement-breakpoint
CREATE TABLE "steps" (
	"record_id" uuid NOT NULL,
	"id" text NOT NULL,
	"noun" text NOT NULL,
	"code" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"occurred_text" text NOT NULL,
	"occurred_offset" text,
	"precision" text NOT NULL,
	"amount" json,
	"note" text,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"learned_at" timestamp (3) with time zone NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "steps_record_id_id_pk" PRIMARY KEY("record_id","id")
);
--> statement-breakpoint
CREATE INDEX "bookings_learned_idx" ON "bookings" USING btree ("learned_at","id");--> statement-breakpoint
CREATE INDEX "bookings_status_idx" ON "bookings" USING btree ("status","learned_at","id");--> statement-breakpoint
CREATE INDEX "bookings_ready_idx" ON "bookings" USING btree ("cargo_ready_on","id");--> statement-breakpoint
CREATE INDEX "bookings_search_idx" ON "bookings" USING btree ("searchable" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "documents_learned_idx" ON "documents" USING btree ("learned_at","id");--> statement-breakpoint
CREATE INDEX "documents_type_idx" ON "documents" USING btree ("type","learned_at","id");--> statement-breakpoint
CREATE INDEX "documents_search_idx" ON "documents" USING btree ("searchable" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "invoices_learned_idx" ON "invoices" USING btree ("learned_at","id");--> statement-breakpoint
CREATE INDEX "invoices_status_idx" ON "invoices" USING btree ("status","learned_at","id");--> statement-breakpoint
CREATE INDEX "invoices_kind_idx" ON "invoices" USING btree ("kind","learned_at","id");--> statement-breakpoint
CREATE INDEX "invoices_due_idx" ON "invoices" USING btree ("due_on","id");--> statement-breakpoint
CREATE INDEX "invoices_search_idx" ON "invoices" USING btree ("searchable" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "products_learned_idx" ON "products" USING btree ("learned_at","id");--> statement-breakpoint
CREATE INDEX "products_sku_idx" ON "products" USING btree ("sku","id");--> statement-breakpoint
CREATE INDEX "products_search_idx" ON "products" USING btree ("searchable" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "purchase_order_lines_sku_idx" ON "purchase_order_lines" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "purchase_orders_learned_idx" ON "purchase_orders" USING btree ("learned_at","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_status_idx" ON "purchase_orders" USING btree ("status","learned_at","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_due_idx" ON "purchase_orders" USING btree ("must_arrive_on","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_search_idx" ON "purchase_orders" USING btree ("searchable" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "shipment_items_sku_idx" ON "shipment_items" USING btree ("sku");--> statement-breakpoint
CREATE INDEX "shipment_items_po_idx" ON "shipment_items" USING btree ("po_searchable");--> statement-breakpoint
CREATE INDEX "shipment_records_shipment_idx" ON "shipment_records" USING btree ("shipment_id","noun");