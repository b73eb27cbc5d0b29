#!/bin/sh
# Run once, by the image of PostgreSQL, when it creates the cluster: the role of web and worker, which may not change tables.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set password="$APP_DATABASE_PASSWORD" <<'SQL'
create role fairlead_app login password :'password';
SQL
