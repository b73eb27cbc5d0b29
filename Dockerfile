# The image of every process of Fairlead: `--web` (the default), `--worker` and `--migrate`. docs/deployment.md says how to run it.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
COPY db/patches db/patches
# No package needs its install script here: the base brings Node, and PostgreSQL runs elsewhere.
RUN npm ci --ignore-scripts --no-audit --no-fund && npm run patch
COPY . .
RUN node node_modules/next/dist/bin/next build && node --disable-warning=ExperimentalWarning deploy/collect-runtime.ts /runtime

FROM node:${NODE_VERSION}-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WORKER_PORT=3000
# All of it from one stage: a source that is newer than the build of the pages would have them built again at the start.
COPY --from=build /runtime ./
# Where a volume for the archive is mounted: a new one gets this owner.
RUN mkdir --mode=700 /archive && chown 1000:1000 /archive
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/health-check.ts"]
ENTRYPOINT ["node", "--disable-proto=delete", "--max-semi-space-size=16", "server.ts"]
CMD ["--web"]
