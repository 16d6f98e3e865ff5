# Countersign in a container: docs/deploy.md#container
#   docker build -t countersign .
# The base can be replaced by another with Node.js, npm and glibc 2.34 or newer.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /countersign
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN COUNTERSIGN_BUILD=standalone npm run build \
 && node scripts/assemble.mjs /image \
 && node scripts/assemble-system.mjs /image /system \
 && npm sbom --omit dev --sbom-format cyclonedx > /image/sbom.json

# Nothing but Node.js, its libraries and the product: no shell, no package manager.
FROM scratch
COPY --from=build /system /
COPY --from=build /image /countersign
WORKDIR /countersign
ENV PATH=/usr/local/bin NODE_ENV=production HOST=0.0.0.0 PORT=3000
# By number, so that Kubernetes can check `runAsNonRoot`. Nothing in the image belongs to it, and nothing is written.
USER 65532:65532
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "scripts/check-health.mjs"]
CMD ["node", "scripts/serve.mjs"]
