# The images of docker-compose.yml: `backend` and `frontend` at the end; what stands above only makes them.

FROM node:24-bookworm-slim AS pnpm
WORKDIR /app
RUN npm install --global pnpm@12
# Nothing here is to be brought in line before a script runs: the install below is what the scripts get.
ENV CI=true pnpm_config_verify_deps_before_run=false

# Only what an install reads, so that a change of source does not install again.
FROM pnpm AS manifests
COPY . .
RUN find . -type f ! -name package.json ! -name pnpm-lock.yaml ! -name pnpm-workspace.yaml -delete \
  && find . -type d -empty -delete

FROM pnpm AS dependencies
COPY --from=manifests /app ./
RUN pnpm install --frozen-lockfile --filter "@codex/ops..." --filter "@codex/web..."

FROM dependencies AS build
COPY . .
RUN pnpm --filter "@codex/ops..." --if-present run generate \
  && pnpm --filter "@codex/ops..." --filter "@codex/web..." run build \
  && chmod +x packages/ops/dist/cli.js
RUN mkdir /built && cp -r --parents packages/*/dist packages/db/prisma /built \
  && find /built -type f \( -name '*.ts' -o -name '*.map' -o -name '*.tsbuildinfo' \) -delete

# From the store that the first install filled. --no-optional leaves out Prisma's CLI, a peer of its client;
# TypeScript, a peer of tRPC's, is left out by hand, and so is what no process reads: types, source maps, and
# Prisma's query compilers for other databases.
FROM dependencies AS production
RUN rm -rf node_modules packages/*/node_modules apps \
  && pnpm install --prod --no-optional --offline --frozen-lockfile --filter-prod "@codex/ops..." \
  && rm -rf node_modules/.pnpm/typescript@* node_modules/.pnpm/@types+* \
  && find . -type d -name .bin -prune -exec rm -r {} + \
  && find . -xtype l -delete \
  && find . -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' \) -delete \
  && find . -type f -name 'query_compiler_*' ! -name '*.postgresql.*' -delete
COPY --from=build /built ./

FROM node:24-bookworm-slim AS backend
ENV NODE_ENV=production HOST=0.0.0.0 PORT=5000
WORKDIR /app
COPY --from=production /app ./
RUN ln -s /app/packages/ops/dist/cli.js /usr/local/bin/codex
USER node
EXPOSE 5000
# The base's entry point is a shell script.
ENTRYPOINT []
CMD ["node", "packages/api/dist/server.js"]

FROM nginxinc/nginx-unprivileged:1.28-bookworm AS frontend
# Where the backend is, and the address people type if a proxy stands in front; for the template.
ENV BACKEND=backend:5000 PUBLIC_URL=
COPY apps/web/nginx.conf.template /etc/nginx/templates/default.conf.template
COPY --from=build /app/apps/web/dist /usr/share/nginx/html
EXPOSE 8080
