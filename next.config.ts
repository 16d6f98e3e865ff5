import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // No page uses next/image. Its endpoint would fetch any path of ours, and log a failure for each that is no image.
  images: { unoptimized: true },
  typedRoutes: true,
  agentRules: false,
  // `npm test` checks the types; a first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { agentUpgrade: false },
  // These find files of their own at run time, so they stay outside the bundle.
  serverExternalPackages: ["pino", "prom-client", "nodemailer", "postgres", "resend", "twilio", "undici"],
  // Before files, so that no dialect's catch-all swallows another's alias. Whoever deletes a dialect deletes its entry.
  rewrites: async () => ({
    beforeFiles: [
      // Transmit's reference leaves out the prefix that its service stands behind.
      { source: "/v1/verification/:path*", destination: "/cis/v1/verification/:path*" },
      // Ory's documentation puts its service behind this prefix.
      { source: "/auth/self-service/:path*", destination: "/self-service/:path*" },
      // The pages of Kratos flows where a project names none of its own.
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
