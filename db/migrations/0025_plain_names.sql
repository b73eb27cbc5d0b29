ALTER TABLE "api_links" RENAME COLUMN "closed_until" TO "open_until";
