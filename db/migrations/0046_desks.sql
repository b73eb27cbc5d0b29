DROP INDEX "shipment_parties_party_idx";--> statement-breakpoint
CREATE INDEX "exception_conditions_twins_idx" ON "exception_conditions" USING btree ("entity_id") WHERE type = 'invoice.duplicate';--> statement-breakpoint
CREATE INDEX "exception_conditions_returns_due_idx" ON "exception_conditions" USING btree ("deadline") WHERE type = 'charge.empty_return_past';--> statement-breakpoint
CREATE INDEX "invoices_checks_idx" ON "invoices" USING btree ("learned_at","id") WHERE checks is not null;--> statement-breakpoint
CREATE INDEX "invoices_issuer_idx" ON "invoices" USING btree ((left(lower("invoices"."issuer"), 200)) collate "C","due_on","id");--> statement-breakpoint
CREATE INDEX "invoices_recipient_idx" ON "invoices" USING btree ((left(lower("invoices"."recipient"), 200)) collate "C","due_on","id");--> statement-breakpoint
CREATE INDEX "milestones_appointments_idx" ON "milestones" USING btree ("occurred_at","shipment_id") WHERE code = 'APPOINTMENT_SCHEDULED' and standing = 'current';--> statement-breakpoint
CREATE INDEX "shipments_arrived_idx" ON "shipments" USING btree (((arrived->>'at')) collate "C","id") WHERE arrived is not null;--> statement-breakpoint
CREATE INDEX "shipment_parties_party_idx" ON "shipment_parties" USING btree ("party","role","shipment_id");