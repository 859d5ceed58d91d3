# The images of docker-compose.yml: `backend` and `frontend` at the end; what stands above only makes them.
# Both are put together on nothing: no package manager, no build tool, and in the backend's not even a shell.

FROM node:24-bookworm-slim AS pnpm
WORKDIR /app
RUN npm install --global pnpm@12.21.0
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
# TypeScript, a peer of tRPC's, is left out by hand, and so is what no process reads: types, source maps, Prisma's query
# compilers for other databases, and what pnpm noted down about when and how it installed.
FROM dependencies AS production
RUN rm -rf node_modules packages/*/node_modules apps \
  && pnpm install --prod --no-optional --offline --frozen-lockfile --filter-prod "@codex/ops..." \
  && rm -rf node_modules/.pnpm/typescript@* node_modules/.pnpm/@types+* \
  && find . -type d -name .bin -prune -exec rm -r {} + \
  && find . -xtype l -delete \
  && find . -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' \) -delete \
  && find . -type f -name 'query_compiler_*' ! -name '*.postgresql.*' -delete \
  && rm -f node_modules/.modules.yaml node_modules/.pnpm-workspace-state-v1.json
COPY --from=build /built ./

# What Node.js needs of Debian: the libraries it is linked with; and env, for the first line of `codex`.
FROM node:24-bookworm-slim AS runtime
RUN mkdir -p /runtime/tmp /runtime/usr/local/bin && chmod 1777 /runtime/tmp \
  && ln -s usr/lib usr/lib64 usr/bin /runtime/ && mkdir -p /runtime/usr/lib /runtime/usr/lib64 /runtime/usr/bin \
  && for library in $(ldd /usr/local/bin/node /usr/bin/env | awk '/ \(0x/ && /\// { print ($2 == "=>" ? $3 : $1) }' | sort -u); do \
    mkdir -p "/runtime/usr${library%/*}" && cp -L "$library" "/runtime/usr$library"; done \
  && cp -L /usr/bin/env /runtime/usr/bin/ && cp /usr/local/bin/node /runtime/usr/local/bin/ \
  && for kept in /etc/nsswitch.conf /etc/os-release; do \
    [ ! -e "$kept" ] || cp -L --parents "$kept" /runtime; done \
  && grep -E '^(root|node):' /etc/passwd > /runtime/etc/passwd && grep -E '^(root|node):' /etc/group > /runtime/etc/group \
  && ln -s /app/packages/ops/dist/cli.js /runtime/usr/local/bin/codex

FROM scratch AS backend
COPY --from=runtime /runtime /
COPY --from=production /app /app
ENV PATH=/usr/local/bin:/usr/bin NODE_ENV=production HOST=0.0.0.0 PORT=5000
WORKDIR /app
USER node
EXPOSE 5000
CMD ["node", "packages/api/dist/server.js"]

FROM nginxinc/nginx-unprivileged:1.28-bookworm AS nginx
USER root
RUN rm -rf /usr/bin/apt* /usr/lib/apt /usr/lib/*/libapt* /etc/apt /var/lib/apt /var/cache/apt /usr/bin/dpkg* /usr/sbin/dpkg* \
  /usr/lib/dpkg /usr/share/dpkg /etc/dpkg /var/cache/debconf /var/log/apt /var/log/dpkg.log \
  /usr/share/man /usr/share/info /tmp/* /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh /etc/nginx/conf.d/* \
  # Its list of packages, by which known holes are looked for, and their licences stay.
  && find /var/lib/dpkg -type f ! -name status -delete && find /usr/share/doc -type f ! -name copyright -delete

FROM scratch AS frontend
COPY --from=nginx / /
COPY apps/web/nginx/nginx.conf /etc/nginx/nginx.conf
COPY apps/web/nginx/site.conf.template /etc/nginx/templates/default.conf.template
COPY apps/web/nginx/resolve.envsh /docker-entrypoint.d/16-resolve.envsh
COPY --from=build /app/apps/web/dist /usr/share/nginx/html
# Where the backend is, and the address people type if a proxy stands in front; for the template. The last two are set by
# resolve.envsh.
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin BACKEND=backend:5000 PUBLIC_URL= RESOLVE= RESOLVER=
USER 101
EXPOSE 8080
STOPSIGNAL SIGQUIT
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["nginx", "-g", "daemon off;"]
