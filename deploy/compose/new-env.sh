#!/bin/sh
# Writes `.env` with generated secrets for docker-compose.yml, unless there is one. Usage: deploy/compose/new-env.sh [host name]
set -eu
cd "$(dirname "$0")/../.."
if [ -e .env ]; then
  echo '.env exists; it was not changed' >&2
  exit 1
fi
secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
umask 077
cat >.env.new <<ENV
SITE_ADDRESS=${1:-localhost}
POSTGRES_PASSWORD=$(secret)
APP_DATABASE_PASSWORD=$(secret)
AUTH_SECRET=$(secret)
API_TOKEN=$(secret)
FLEXPORT_WEBHOOK_SECRET=$(secret)
MVMNT_WEBHOOK_TOKEN=$(secret)
ADMIN_EMAIL=admin@${1:-localhost.localdomain}
ADMIN_PASSWORD=$(secret)
ENV
mv .env.new .env
echo 'Wrote .env. Sign in with its ADMIN_EMAIL and ADMIN_PASSWORD; enter its webhook secrets at the providers.'
