CREATE TABLE "worker_progress" (
	"worker" uuid PRIMARY KEY NOT NULL,
	"progressed_at" timestamp (3) with time zone NOT NULL
);
