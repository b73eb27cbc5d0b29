ALTER TABLE "purchase_orders" ALTER COLUMN "line_count" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_orders" ALTER COLUMN "units" DROP NOT NULL;--> statement-breakpoint
-- Orders without lines: none were stated, and 0 was shown.
UPDATE "purchase_orders" SET "line_count" = NULL, "units" = NULL WHERE "line_count" = 0;
