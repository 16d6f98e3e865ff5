"use client";

import { lazy, Suspense } from "react";
import type { ChallengeView } from "../../../_parts/challenge-view";
import type { RefusalWithText } from "../actions";

// Loaded only by pages that show one.
const ProofOfWork = lazy(() => import("./proof-of-work"));
const WidgetFrame = lazy(() => import("./widget-frame"));

interface Props {
  id: string;
  locale: string;
  /** The challenge that the page was rendered with. */
  given: ChallengeView | null;
  /** Why the form was refused, with the challenge to show next. */
  refusal: RefusalWithText | undefined;
}

/** A form's check for bots, if there is one, and why the last one was not enough. */
export function ChallengeSlot({ id, locale, given, refusal }: Props) {
  const view = refusal ? refusal.challenge : given;
  const isRequired = refusal?.code === "challenge_required";
  return (
    <>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {isOfChallenge(refusal) && refusal?.sentence}
      </p>
      {view && (
        <Suspense>
          {view.challenge.kind === "proof_of_work" ? (
            <ProofOfWork
              key={`${view.challenge.token} ${view.challenge.waitSeconds}`}
              {...view.challenge}
              text={view.text}
              submitsWhenDone={isRequired}
            />
          ) : (
            <WidgetFrame
              key={refusal?.attempt}
              src={`/verify/${id}/challenge?locale=${locale}`}
              text={view.text}
              submitsWhenDone={isRequired}
            />
          )}
        </Suspense>
      )}
    </>
  );
}

/** The error of a form's field. A challenge shows its own. */
export function fieldErrorOf(refusal: RefusalWithText | undefined): string | undefined {
  return isOfChallenge(refusal) ? undefined : refusal?.sentence;
}

function isOfChallenge(refusal: RefusalWithText | undefined): boolean {
  return refusal?.code.startsWith("challenge_") ?? false;
}
