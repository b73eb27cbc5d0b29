ALTER TABLE "facts" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "facts_due_idx" ON "facts" USING btree ("due_at") WHERE due_at is not null;