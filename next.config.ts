import type { NextConfig } from "next";

const config: NextConfig = {
  // Only for the container: copies what the server needs of node_modules (scripts/assemble.mjs).
  output: process.env.COUNTERSIGN_BUILD === "standalone" ? "standalone" : undefined,
  poweredByHeader: false,
  reactStrictMode: true,
  // No page uses next/image. Its endpoint would fetch any of our paths and log an error for each that is not an image.
  images: { unoptimized: true },
  typedRoutes: true,
  agentRules: false,
  // `npm test` checks the types, so the first start does not.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    agentUpgrade: false,
    // A logo of 1 MiB in base64.
    serverActions: { bodySizeLimit: "2mb" },
  },
  // The pages below /docs read them at run time.
  outputFileTracingIncludes: {
    "/docs/**": ["*.md", "docs/**/*.md", "packages/*/README.md", "lib/dialects/*/README.md"].map(
      (file) => `./${file}`,
    ),
  },
  // These packages load their own files at run time, so they are not bundled.
  serverExternalPackages: [
    "@opentelemetry/api",
    "@opentelemetry/core",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "pino",
    "prom-client",
    "nodemailer",
    "postgres",
    "resend",
    "twilio",
    "undici",
  ],
  // Before files, so that one dialect's catch-all does not match another's alias. Delete a dialect's entries with it.
  rewrites: async () => ({
    beforeFiles: [
      // Transmit's reference omits the prefix of its service.
      { source: "/v1/verification/:path*", destination: "/cis/v1/verification/:path*" },
      { source: "/v1/auth/:path*", destination: "/cis/v1/auth/:path*" },
      { source: "/v1/token", destination: "/cis/v1/token" },
      // So do its backend calls. Corbado has users below `/v1`, too, but its clients authenticate by Basic.
      {
        source: "/v1/users/:userId/:type(email|phone)/verification/:action(send|verify)",
        has: [{ type: "header", key: "authorization", value: "[Bb]earer .+" }],
        destination: "/cis/v1/users/:userId/:type/verification/:action",
      },
      { source: "/cis/oidc/userinfo", destination: "/cis/oidc/me" },
      // The prefix of the service in Ory's documentation.
      { source: "/auth/self-service/:path*", destination: "/self-service/:path*" },
      // The pages of Kratos flows, unless a project has its own.
      {
        source: "/verify",
        has: [{ type: "query", key: "flow" }],
        destination: "/self-service/ui/verification",
      },
      { source: "/verify/error", has: [{ type: "query", key: "id" }], destination: "/self-service/ui/error" },
    ],
    afterFiles: [],
    fallback: [],
  }),
};

export default config;
