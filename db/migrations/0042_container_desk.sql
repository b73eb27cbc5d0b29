ALTER TABLE "containers" ADD COLUMN "terminal" json;--> statement-breakpoint
ALTER TABLE "containers" ADD COLUMN "discharged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "containers" ADD COLUMN "available_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "containers" ADD COLUMN "returned_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "exception_conditions_returns_idx" ON "exception_conditions" USING btree ("part") WHERE type = 'charge.empty_return_past';--> statement-breakpoint
CREATE INDEX "containers_left_idx" ON "containers" USING btree ("left_at","id");--> statement-breakpoint
CREATE INDEX "containers_terminal_idx" ON "containers" USING btree ("last_free_day","id") WHERE left_at is null and (discharged_at is not null or available_at is not null);