-- Trigrams of a database with the locale C have ASCII letters only. Rows with other text are also found by its bytes.
CREATE FUNCTION "utf8_hex"(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	AS $$ SELECT encode(textsend($1), 'hex') $$;--> statement-breakpoint
CREATE INDEX "search_terms_bytes_idx" ON "search_terms" USING gin (utf8_hex("terms") gin_trgm_ops) WITH (gin_pending_list_limit=512)
	WHERE octet_length("terms") > char_length("terms");
