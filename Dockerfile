# The application alone; the search servers come from their own image, see docker-compose.yml.

# Dependencies and the page: nodejs-jieba is compiled here, which needs the full image.
FROM node:20.20.2-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY data data
COPY server server
COPY indexer indexer
COPY web web
RUN npm run -s build && npm prune --omit=dev --no-audit --no-fund

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787 QIANMO_DATA=/data QIANMO_REPORTS=/reports
WORKDIR /app
COPY --from=build --chown=root:root /app /app
# The volumes take over the owner of these folders.
RUN mkdir -p /data /reports && chown node:node /data /reports
USER node
EXPOSE 8787
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node_modules/.bin/tsx", "server/main.ts"]
