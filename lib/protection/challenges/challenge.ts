import type { Project } from "@/lib/projects";
import type { RiskLevel } from "../risk/risk-of";

/** What the browser needs to show a challenge. */
export type ShownChallenge =
  | {
      kind: "proof_of_work";
      /** The signed challenge, which the form sends back with the solution. */
      token: string;
      /** Without JavaScript, the form can be sent without a solution after this time. */
      waitSeconds: number;
    }
  /** A vendor's widget, in a frame of its own (`widgetPage`). */
  | { kind: "hcaptcha" | "turnstile" };

/** What a challenge is bound to. */
export interface ChallengeSubject {
  project: Project;
  verificationId: string;
}

/** What a form sends. Both members are empty if there was no challenge. */
export interface ChallengeAnswer {
  /** Of a proof of work: its token. */
  token: string;
  /** The solution, or what a vendor's widget returned. */
  answer: string;
}

export type ChallengeVerdict =
  /** `spends`: what identifies the answer, so that it passes only once. */
  | { outcome: "passed"; spends: string }
  /** There is no answer, or it is too old. */
  | { outcome: "missing" }
  /** It is not right. */
  | { outcome: "failed" }
  /** Without a solution, and the wait is not over. */
  | { outcome: "too_early"; waitSeconds: number }
  /** The vendor cannot be asked, or does not accept the project's keys. */
  | { outcome: "unavailable" };

export interface ChallengeKind {
  issue(subject: ChallengeSubject, level: RiskLevel): Promise<ShownChallenge>;
  check(answer: ChallengeAnswer, subject: ChallengeSubject): Promise<ChallengeVerdict>;
}
