import { randomInt } from "node:crypto";
import { type Challenge, createChallenge, type Solution, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { currentKeyId, heldKeyIds, keyFor } from "@/lib/access";
import { minute } from "@/lib/time";
import type { RiskLevel } from "../../risk/risk-of";
import type { ChallengeAnswer, ChallengeKind, ChallengeSubject, ChallengeVerdict } from "../challenge";

export const lifetimeSeconds = 10 * minute;

/** Iterations of PBKDF2 for each guess: about 1 ms on a computer, 3 ms on a phone. */
const cost = 5000;
/** The right guess is between these, so the first level takes about 1 s on a phone. */
const leastGuesses = 200;
const mostGuesses = 400;
const waitSeconds = 10;

/** A token's members that are read here. The signature covers all. */
const tokenMembers = z.object({
  parameters: z.object({
    data: z.object({
      /** Of the secret that signed it. */
      keyId: z.string(),
      projectId: z.string(),
      verificationId: z.string(),
      /** When the wait ends, in seconds since 1970. */
      notBefore: z.number(),
    }),
  }),
  signature: z.string(),
});
const solutionMembers = z.object({ counter: z.number(), derivedKey: z.string() });

/**
 * A proof of work without third parties, by the format of ALTCHA (https://altcha.org/docs/v2/proof-of-work). The browser searches
 * for the number that a key was derived from. The server has derived that key once and recognizes it by its signature, so
 * checking an answer costs nothing. A visitor without JavaScript waits instead. Times are this process's: minutes are allowed,
 * so that clocks of several machines may differ by seconds.
 */
export const proofOfWork: ChallengeKind = {
  async issue({ project, verificationId }: ChallengeSubject, level: RiskLevel) {
    const factor = 2 ** Math.max(0, level - 1);
    const now = Date.now() / 1000;
    const keyId = currentKeyId();
    const challenge = await createChallenge({
      algorithm: "PBKDF2/SHA-256",
      cost,
      counter: randomInt(leastGuesses * factor, mostGuesses * factor),
      deriveKey,
      expiresAt: Math.floor(now) + lifetimeSeconds,
      data: {
        keyId,
        projectId: project.id,
        verificationId,
        notBefore: now + waitSeconds * factor,
        // For the browser, to show how far it is.
        mostGuesses: mostGuesses * factor,
      },
      ...secretsOf(keyId),
    });
    return { kind: "proof_of_work", token: JSON.stringify(challenge), waitSeconds: waitSeconds * factor };
  },

  async check({ token, answer }: ChallengeAnswer, subject: ChallengeSubject): Promise<ChallengeVerdict> {
    if (!token) return { outcome: "missing" };
    const given = jsonOf(token);
    const read = tokenMembers.safeParse(given);
    if (!read.success) return { outcome: "failed" };
    const { parameters, signature } = read.data;
    const { keyId, projectId, verificationId, notBefore } = parameters.data;
    if (!heldKeyIds().includes(keyId)) return { outcome: "missing" };
    const verified = await verifySolution({
      challenge: given as Challenge,
      solution: (solutionMembers.safeParse(jsonOf(answer)).data ?? {}) as Solution,
      deriveKey,
      ...secretsOf(keyId),
    });
    if (verified.expired) return { outcome: "missing" };
    const isBound = projectId === subject.project.id && verificationId === subject.verificationId;
    if (verified.invalidSignature || !isBound) return { outcome: "failed" };
    if (verified.verified) return { outcome: "passed", spends: signature };
    if (answer) return { outcome: "failed" };
    const left = Math.ceil(notBefore - Date.now() / 1000);
    return left > 0 ? { outcome: "too_early", waitSeconds: left } : { outcome: "passed", spends: signature };
  },
};

function secretsOf(keyId: string) {
  return {
    hmacSignatureSecret: keyFor("challenge", keyId).toString("hex"),
    hmacKeySignatureSecret: keyFor("solution", keyId).toString("hex"),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
