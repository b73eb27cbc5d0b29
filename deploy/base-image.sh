#!/usr/bin/env bash
# Builds a stand-in for the base image that the Dockerfile names, where no registry of images can be reached: Debian from its archive,
# the pinned Node of node_modules, npm from the npm registry. Laid out as the official image: a user `node`, everything in
# /usr/local. Debian comes from DEBIAN_MIRROR, if set, else from the mirror that debootstrap chooses.
# Usage: deploy/base-image.sh <tag> <folder for downloads>
set -euo pipefail
tag=$1 work=$2
cd "$(dirname "$0")/.."
mkdir -p "$work"

if [ ! -e "$work/rootfs/usr/local/bin/npm" ]; then
  rm -rf "$work/rootfs"
  debootstrap --variant=minbase bookworm "$work/rootfs" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$work/debootstrap.log"
  # As the slim variant of Debian's image.
  rm -rf "$work"/rootfs/{var/cache/apt/*,var/lib/apt/lists/*,usr/share/{doc,man,info,locale,groff,lintian}/*}
  chroot "$work/rootfs" groupadd --gid 1000 node
  chroot "$work/rootfs" useradd --uid 1000 --gid node --shell /bin/bash --create-home node
  (cd "$work" && npm pack --silent npm@11 && tar xzf npm-11.*.tgz)
  mkdir -p "$work/rootfs/usr/local/lib/node_modules"
  mv "$work/package" "$work/rootfs/usr/local/lib/node_modules/npm"
  cp node_modules/node/bin/node "$work/rootfs/usr/local/bin/node"
  for name in npm npx; do ln -s "../lib/node_modules/npm/bin/$name-cli.js" "$work/rootfs/usr/local/bin/$name"; done
fi

container=$(buildah from scratch)
buildah add --quiet "$container" "$work/rootfs" / >/dev/null
buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --cmd node "$container"
buildah commit --quiet --rm "$container" "$tag" >/dev/null
