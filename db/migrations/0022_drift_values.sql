ALTER TABLE "drift" RENAME COLUMN "ours" TO "previous_value";--> statement-breakpoint
ALTER TABLE "drift" RENAME COLUMN "theirs" TO "source_value";
