import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  experimental: { agentUpgrade: false },
  // These find files of their own at run time, so they stay outside the bundle.
  serverExternalPackages: ["pino", "prom-client", "nodemailer", "postgres"],
};

export default config;
