import { headers } from "next/headers";
import { endUserOf } from "@/lib/http";
import type { Translator } from "@/lib/i18n";
import type { Project } from "@/lib/projects";
import { type PageAction, showChallenge } from "@/lib/protection";
import { type ChallengeView, viewChallenge } from "./challenge-view";

/** The check for bots that a page's form is rendered with. Null: none. */
export async function challengeOn(
  project: Project,
  action: PageAction,
  verificationId: string,
  t: Translator<"portal">,
): Promise<ChallengeView | null> {
  const visitor = { project, endUser: endUserOf(await headers()) };
  return viewChallenge(await showChallenge(visitor, action, verificationId), t);
}
