ALTER TABLE "documents" ADD COLUMN "satisfies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "shipments_awaited_idx" ON "shipments" USING btree ("eta_at","id") WHERE arrived is null and status not in ('delivered', 'cancelled', 'removed');--> statement-breakpoint
-- Documents stored already, by their type: the rebuild that follows derives it again.
UPDATE "documents" SET "satisfies" = "known"."keys"
FROM (
  SELECT "type", ARRAY(SELECT "required"."key" FROM (VALUES
      (1, 'commercial_invoice', 'commercial_?invoice'),
      (2, 'packing_list', 'packing_?(list|slip)'),
      (3, 'house_bill', '^(?!.*(master|carrier|inland|truck|rail|air)).*(bill_?of_?lading|(^|_)b_?o?_?l($|_)|(^|_)hb_?l($|_)|house_?bill|express_?(release|b_?l)|sea_?way_?bill|telex)'),
      (4, 'master_bill', '(master|carrier)_?(bill|b_?o?_?l($|_))|(^|_)mb_?l($|_)'),
      (5, 'air_waybill', 'air_?way_?bill|(^|_)[hm]?awb($|_)'),
      (6, 'arrival_notice', 'arrival_?notice|notice_?of_?arrival'),
      (7, 'customs_entry', 'customs_?(entry|declaration|release|clearance)|entry_?summary|(^|_)7501($|_)|(^|_)3461($|_)'),
      (8, 'rate_confirmation', 'rate_?con'),
      (9, 'bill_of_lading', '^(?!.*(house|master|ocean|air)).*(bill_?of_?lading|(^|_)b_?o_?l($|_))|(^|_)cmr($|_)'),
      (10, 'delivery_order', 'delivery_?order'),
      (11, 'proof_of_delivery', 'proof_?of_?delivery|(^|_)pod($|_)')
    ) AS "required"("at", "key", "pattern")
    WHERE "types"."name" ~ "required"."pattern" ORDER BY "required"."at") AS "keys"
  FROM (SELECT DISTINCT "type", regexp_replace(lower("type"), '[^[:alnum:]]+', '_', 'g') AS "name" FROM "documents") AS "types"
  WHERE "types"."name" !~ 'draft|(^|_)pro_?forma|(^|_)void|cancell?ed|superseded|template') AS "known"
WHERE "known"."type" = "documents"."type" AND "known"."keys" <> '{}';
