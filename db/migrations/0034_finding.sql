DROP INDEX "shipments_exceptions_idx";--> statement-breakpoint
DROP INDEX "shipments_trouble_idx";--> statement-breakpoint
ALTER TABLE "shipments" DROP COLUMN "open_exceptions";