import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ok, refuse } from "@/lib/result";
import { accountOf } from "../protocol/account";
import { attempt } from "../protocol/failure";
import { isYes, profileOf } from "../protocol/profile";
import { defineKind } from "./kind";

const config = z.strictObject({
  /** The authorization URL. It is never fetched. */
  authorizationEndpoint: z.url({ protocol: /^https?$/ }).max(500),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
});

const standardScope = "email profile";

/**
 * A test connector without a provider: it accepts any account in the callback. For the tests of vendors that have such
 * one. Only the dialect that created it can use it, and it is never offered (`openConnector`, `listEnabledConnectors`).
 */
export const echo = defineKind({
  kind: "echo",
  target: "echo",
  schema: config,
  open: ({ authorizationEndpoint, issuer }) => ({
    async begin({ state, redirectUri, scope = standardScope }) {
      const query = new URLSearchParams({ state, redirect_uri: redirectUri, scope });
      return ok({ authorizationUrl: `${authorizationEndpoint}?${query}`, scope });
    },
    finish: ({ parameters }) =>
      attempt([], async () => {
        const { code, userId = `echo-${randomUUID()}`, ...claims } = Object.fromEntries(parameters);
        if (!code) return refuse({ code: "authorization_denied", explanation: "No code came back" });
        const { name, email, avatar: avatarUrl, email_verified = "true" } = claims;
        const profile = profileOf({ name, email, avatarUrl, isEmailVerified: isYes(email_verified) });
        return ok(accountOf({ issuer, subject: userId, profile, claims }));
      }),
    requiresIssuer: async () => ok(false),
    test: async () => ok({ explanation: "This connector has no provider to test." }),
  }),
});
