import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  // `npm test` checks the types; a first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { agentUpgrade: false },
  // These find files of their own at run time, so they stay outside the bundle.
  serverExternalPackages: ["pino", "prom-client", "nodemailer", "postgres"],
};

export default config;
