DROP INDEX "shipment_parties_party_idx";--> statement-breakpoint
CREATE INDEX "exception_conditions_twins_idx" ON "exception_conditions" USING btree ("entity_id") WHERE type = 'invoice.duplicate';--> statement-breakpoint
CREATE INDEX "invoices_checks_idx" ON "invoices" USING btree ("learned_at","id") WHERE checks is not null;--> statement-breakpoint
CREATE INDEX "invoices_issuer_idx" ON "invoices" USING btree ((left(lower("invoices"."issuer"), 200)) collate "C","due_on","id");--> statement-breakpoint
CREATE INDEX "invoices_recipient_idx" ON "invoices" USING btree ((left(lower("invoices"."recipient"), 200)) collate "C","due_on","id");--> statement-breakpoint
CREATE INDEX "shipment_parties_party_idx" ON "shipment_parties" USING btree ("party","role","shipment_id");