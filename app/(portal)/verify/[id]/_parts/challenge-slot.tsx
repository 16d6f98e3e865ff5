"use client";

import { lazy, Suspense, useEffect, useState } from "react";
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
  // Without JavaScript, only what the server rendered counts: the token and the text of the wait.
  const [hasScript, setHasScript] = useState(false);
  useEffect(() => setHasScript(true), []);
  const view = refusal ? refusal.challenge : given;
  // The person has pressed the button, and should not have to do so again.
  const submitsWhenDone = refusal?.code === "challenge_required" || refusal?.code === "challenge_too_early";
  return (
    <>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {isOfChallenge(refusal) && refusal?.sentence}
      </p>
      {view && (
        <div className="grid gap-2 text-muted text-sm">
          {view.challenge.kind === "proof_of_work" && (
            <input type="hidden" name="challenge" value={view.challenge.token} />
          )}
          <p className="hidden noscript:block">
            {view.challenge.kind === "proof_of_work" ? view.text.wait : view.text.needsJavaScript}
          </p>
          {hasScript && (
            <Suspense>
              {view.challenge.kind === "proof_of_work" ? (
                <ProofOfWork
                  key={refusal?.attempt}
                  {...view.challenge}
                  text={view.text}
                  submitsWhenDone={submitsWhenDone}
                />
              ) : (
                <WidgetFrame
                  key={refusal?.attempt}
                  src={`/verify/${id}/challenge?locale=${locale}`}
                  text={view.text}
                  submitsWhenDone={submitsWhenDone}
                />
              )}
            </Suspense>
          )}
        </div>
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
