import { Agent, request } from "undici";
import { z } from "zod";
import { log } from "@/lib/log";
import { publicLookup } from "@/lib/outbound";
import type { ChallengeKind, ChallengeSubject, ChallengeVerdict } from "../challenge";
import { openChallengeSecret } from "../challenge-secret";

/** A vendor's widget that returns a token, and the vendor's API that verifies tokens. */
export interface Widget {
  kind: "hcaptcha" | "turnstile";
  scriptUrl: string;
  /** The class of the element that the script turns into the widget. */
  className: string;
  /** Origins that the widget loads from, for the Content-Security-Policy of its frame. */
  sources: readonly string[];
  siteverifyUrl: string;
  sendsSiteKey: boolean;
  heightPixels: number;
  /** While it asks the visitor a question. */
  openHeightPixels: number;
}

const limitMs = 5_000;
const options = { connect: { lookup: publicLookup, timeout: limitMs }, maxResponseSize: 64 * 1024 };
let connections: Agent | undefined;

const siteverifyResponse = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
});

/** Error codes of both vendors that blame the visitor's token. All others blame us, the project's keys or the vendor. */
const tokenErrors = new Set([
  "missing-input-response",
  "invalid-input-response",
  "expired-input-response",
  "already-seen-response",
  "invalid-or-already-seen-response",
  "timeout-or-duplicate",
]);

/**
 * The challenge of a vendor's widget. Its tokens are valid for a few minutes and once, which the vendor ensures. The visitor's
 * address is not passed on.
 */
export function widgetChallenge({ kind, siteverifyUrl, sendsSiteKey }: Widget): ChallengeKind {
  return {
    issue: async () => ({ kind }),

    async check({ answer }, { project }: ChallengeSubject): Promise<ChallengeVerdict> {
      if (!answer) return { outcome: "missing" };
      const { siteKey } = project.settings.protection.challenge;
      const secret = openChallengeSecret(project);
      if (!siteKey || !secret) return { outcome: "unavailable" };
      const fields = { secret, response: answer, ...(sendsSiteKey && { sitekey: siteKey }) };
      const verified = await siteverify(siteverifyUrl, fields).catch(() => null);
      if (verified?.success) return { outcome: "passed", spends: answer };
      const errors = verified?.["error-codes"] ?? [];
      if (errors.some((code) => tokenErrors.has(code))) return { outcome: "failed" };
      log.warn("challenge not verified", { projectId: project.id, provider: kind, reason: reasonOf(errors) });
      return { outcome: "unavailable" };
    },
  };
}

async function siteverify(url: string, fields: Record<string, string>) {
  connections ??= new Agent(options);
  const { body } = await request(url, {
    dispatcher: connections,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
    signal: AbortSignal.timeout(limitMs),
  });
  return siteverifyResponse.parse(await body.json());
}

/** Only what looks like a code, because a vendor's response could quote anything. */
function reasonOf(errors: readonly string[]): string {
  return errors.find((code) => /^[a-z-]{1,40}$/.test(code)) ?? "no answer";
}
