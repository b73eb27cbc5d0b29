DROP INDEX "effects_subject_idx";--> statement-breakpoint
DROP INDEX "drift_subject_idx";--> statement-breakpoint
DROP INDEX "effects_eta_idx";--> statement-breakpoint
DROP INDEX "shipment_records_shipment_idx";--> statement-breakpoint
ALTER TABLE "effects" RENAME COLUMN "noun" TO "entity_type";--> statement-breakpoint
ALTER TABLE "effects" RENAME COLUMN "subject_id" TO "entity_id";--> statement-breakpoint
ALTER TABLE "effects" RENAME COLUMN "what" TO "field";--> statement-breakpoint
ALTER TABLE "effects" ADD COLUMN "part" jsonb;--> statement-breakpoint
ALTER TABLE "facts" RENAME COLUMN "noun" TO "entity_type";--> statement-breakpoint
ALTER TABLE "drift" RENAME COLUMN "noun" TO "entity_type";--> statement-breakpoint
ALTER TABLE "drift" RENAME COLUMN "subject_id" TO "entity_id";--> statement-breakpoint
ALTER TABLE "drift" RENAME COLUMN "what" TO "field";--> statement-breakpoint
ALTER TABLE "drift" ADD COLUMN "part" jsonb;--> statement-breakpoint
ALTER TABLE "shipment_records" RENAME COLUMN "noun" TO "record_type";--> statement-breakpoint
ALTER TABLE "steps" RENAME COLUMN "noun" TO "record_type";--> statement-breakpoint
-- What stood in one text, such as `milestone DEPARTED ACT` or `shipment eta`: which part of the entity it names.
CREATE FUNCTION "part_of_text"(kind text, value text, before json, after json) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN value LIKE 'milestone %' THEN jsonb_build_object('type', 'milestone', 'code', split_part(value, ' ', 2),
      'classifier', split_part(value, ' ', 3), 'legId', null, 'containerId', null)
    WHEN value LIKE 'leg %' THEN jsonb_build_object('type', 'leg', 'id', null)
    WHEN value LIKE 'container %' THEN jsonb_build_object('type', 'container', 'id', null)
    WHEN value LIKE 'exception %' THEN jsonb_build_object('type', 'exception', 'code',
      coalesce(CASE json_typeof(after) WHEN 'object' THEN after->>'code' END, CASE json_typeof(before) WHEN 'object' THEN before->>'code' END))
    WHEN value = 'reference added' THEN '{"type": "reference"}'
    WHEN value = 'item added' THEN '{"type": "item"}'
    WHEN value = 'party added' AND kind = 'shipment' THEN '{"type": "role"}'
    WHEN value = 'shipment added' AND kind <> 'shipment' THEN jsonb_build_object('type', 'shipment', 'id', after->>'shipmentId')
    WHEN value ~ '^(order|invoice) line ' THEN jsonb_build_object('type', 'line', 'position', split_part(value, ' ', 3)::int)
    WHEN value LIKE 'step %' THEN jsonb_build_object('type', 'step', 'code', split_part(value, ' ', 2))
  END
$$;--> statement-breakpoint
-- And the field of it.
CREATE FUNCTION "field_of_text"(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN value ~ '^(milestone|step) ' THEN 'time'
    WHEN value ~ '^(order|invoice) line ' THEN 'line'
    ELSE split_part(value, ' ', 2)
  END
$$;--> statement-breakpoint
UPDATE "effects" SET "part" = part_of_text("entity_type", "field", "before", "after"), "field" = field_of_text("field");--> statement-breakpoint
UPDATE "drift" SET "part" = part_of_text("entity_type", "field", "ours", "theirs"), "field" = field_of_text("field");--> statement-breakpoint
DROP FUNCTION "part_of_text"(text, text, json, json);--> statement-breakpoint
DROP FUNCTION "field_of_text"(text);--> statement-breakpoint
CREATE INDEX "effects_entity_idx" ON "effects" USING btree ("entity_id","id");--> statement-breakpoint
CREATE INDEX "drift_entity_idx" ON "drift" USING btree ("entity_id","corrected_at");--> statement-breakpoint
CREATE INDEX "effects_eta_idx" ON "effects" USING btree ("recorded_at") WHERE entity_type = 'shipment' and part is null and field = 'eta';--> statement-breakpoint
CREATE INDEX "shipment_records_shipment_idx" ON "shipment_records" USING btree ("shipment_id","record_type");
