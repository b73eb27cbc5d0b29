DROP INDEX "bookings_search_idx";--> statement-breakpoint
DROP INDEX "documents_search_idx";--> statement-breakpoint
DROP INDEX "invoices_search_idx";--> statement-breakpoint
DROP INDEX "products_search_idx";--> statement-breakpoint
DROP INDEX "purchase_orders_search_idx";--> statement-breakpoint
CREATE INDEX "bookings_mode_idx" ON "bookings" USING btree ("mode","learned_at","id");--> statement-breakpoint
CREATE INDEX "bookings_provider_idx" ON "bookings" USING btree ("provider","learned_at","id");--> statement-breakpoint
CREATE INDEX "bookings_status_ready_idx" ON "bookings" USING btree ("status","cargo_ready_on","id");--> statement-breakpoint
CREATE INDEX "bookings_status_number_idx" ON "bookings" USING btree ("status",searchable collate "C","id");--> statement-breakpoint
CREATE INDEX "documents_status_idx" ON "documents" USING btree ("status","learned_at","id");--> statement-breakpoint
CREATE INDEX "documents_provider_type_idx" ON "documents" USING btree ("provider","type","status");--> statement-breakpoint
CREATE INDEX "documents_provider_idx" ON "documents" USING btree ("provider","learned_at","id");--> statement-breakpoint
CREATE INDEX "documents_uploaded_idx" ON "documents" USING btree ("uploaded_at","id");--> statement-breakpoint
CREATE INDEX "invoices_provider_kind_idx" ON "invoices" USING btree ("provider","kind","status");--> statement-breakpoint
CREATE INDEX "invoices_provider_idx" ON "invoices" USING btree ("provider","learned_at","id");--> statement-breakpoint
CREATE INDEX "invoices_status_due_idx" ON "invoices" USING btree ("status","due_on","id");--> statement-breakpoint
CREATE INDEX "invoices_kind_due_idx" ON "invoices" USING btree ("kind","due_on","id");--> statement-breakpoint
CREATE INDEX "invoices_status_issued_idx" ON "invoices" USING btree ("status","issued_on","id");--> statement-breakpoint
CREATE INDEX "invoices_status_number_idx" ON "invoices" USING btree ("status",searchable collate "C","id");--> statement-breakpoint
CREATE INDEX "invoices_issued_idx" ON "invoices" USING btree ("issued_on","id");--> statement-breakpoint
CREATE INDEX "invoices_total_idx" ON "invoices" USING btree ("total","id");--> statement-breakpoint
CREATE INDEX "invoices_currency_idx" ON "invoices" USING btree ("currency","learned_at","id");--> statement-breakpoint
CREATE INDEX "invoices_owed_learned_idx" ON "invoices" USING btree ("learned_at","id") WHERE status in ('outstanding', 'payment_pending', 'partly_paid');--> statement-breakpoint
CREATE INDEX "invoices_owed_due_idx" ON "invoices" USING btree ("due_on","id") WHERE status in ('outstanding', 'payment_pending', 'partly_paid');--> statement-breakpoint
CREATE INDEX "invoices_ageing_idx" ON "invoices" USING btree ("kind","currency","due_on","balance","total") WHERE status in ('outstanding', 'payment_pending', 'partly_paid');--> statement-breakpoint
CREATE INDEX "products_status_idx" ON "products" USING btree ("status","learned_at","id");--> statement-breakpoint
CREATE INDEX "products_provider_idx" ON "products" USING btree ("provider","learned_at","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_mode_idx" ON "purchase_orders" USING btree ("mode","learned_at","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_provider_idx" ON "purchase_orders" USING btree ("provider","learned_at","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_status_due_idx" ON "purchase_orders" USING btree ("status","must_arrive_on","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_status_ready_idx" ON "purchase_orders" USING btree ("status","cargo_ready_on","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_ready_idx" ON "purchase_orders" USING btree ("cargo_ready_on","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_status_number_idx" ON "purchase_orders" USING btree ("status",searchable collate "C","id");--> statement-breakpoint
CREATE INDEX "containers_number_idx" ON "containers" USING btree ((left(upper(regexp_replace("containers"."number", '[^[:alnum:]]', '', 'g')), 60)) collate "C","id");--> statement-breakpoint
CREATE INDEX "containers_free_idx" ON "containers" USING btree ("last_free_day","id");--> statement-breakpoint
CREATE INDEX "parties_name_idx" ON "parties" USING btree ((left(lower("parties"."name"), 200)) collate "C","id");--> statement-breakpoint
CREATE INDEX "parties_type_idx" ON "parties" USING btree ("type","id");--> statement-breakpoint
CREATE INDEX "parties_provider_idx" ON "parties" USING btree ("provider","id");--> statement-breakpoint
CREATE INDEX "parties_status_idx" ON "parties" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "parties_reported_idx" ON "parties" USING btree ("reported_at","id");--> statement-breakpoint
CREATE INDEX "shipment_parties_party_idx" ON "shipment_parties" USING btree ("party");--> statement-breakpoint
CREATE INDEX "shipments_mode_idx" ON "shipments" USING btree ("mode","learned_at","id");--> statement-breakpoint
CREATE INDEX "shipments_provider_idx" ON "shipments" USING btree ("provider","learned_at","id");--> statement-breakpoint
CREATE INDEX "bookings_search_idx" ON "bookings" USING btree (searchable collate "C","id");--> statement-breakpoint
CREATE INDEX "documents_search_idx" ON "documents" USING btree (searchable collate "C","id");--> statement-breakpoint
CREATE INDEX "invoices_search_idx" ON "invoices" USING btree (searchable collate "C","id");--> statement-breakpoint
CREATE INDEX "products_search_idx" ON "products" USING btree (searchable collate "C","id");--> statement-breakpoint
CREATE INDEX "purchase_orders_search_idx" ON "purchase_orders" USING btree (searchable collate "C","id");