"use client";

import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { useEffect, useRef, useState } from "react";
import type { ChallengeView } from "../../../_parts/challenge-view";
import { useHeldForm } from "./held-form";

interface Props {
  token: string;
  waitSeconds: number;
  text: ChallengeView["text"];
  submitsWhenDone: boolean;
}

/** How often the progress is drawn, in guesses. */
const step = 20;

/**
 * Solves a proof of work while the person fills in the form. Where browsers have no Web Crypto (pages without TLS), the form
 * waits instead.
 */
export default function ProofOfWork({ token, waitSeconds, text, submitsWhenDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState<"idle" | "checking" | "waiting" | "checked">("idle");
  const [progress, setProgress] = useState(0);
  const [answer, setAnswer] = useState("");
  useHeldForm(field, status === "checked", submitsWhenDone);

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    setStatus("checking");
    solve(token, controller, setProgress)
      .catch(() => null)
      .then((solution) => {
        if (controller.signal.aborted) return;
        if (solution) {
          setAnswer(JSON.stringify(solution));
          setStatus("checked");
        } else {
          setStatus("waiting");
          timer = setTimeout(() => setStatus("checked"), waitSeconds * 1000);
        }
      });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [token, waitSeconds]);

  const texts = { idle: "", checking: text.checking, waiting: text.wait, checked: text.checked };
  return (
    <>
      <input ref={field} type="hidden" name="answer" value={answer} />
      <p role="status" className="empty:hidden">
        {texts[status]}
      </p>
      {status === "checking" && (
        <div aria-hidden className="h-1 overflow-hidden rounded-full bg-border">
          <div className="h-full bg-accent" style={{ width: `${progress * 100}%` }} />
        </div>
      )}
    </>
  );
}

/** Null: not solved within a minute and a half. Web Crypto computes in threads of its own, so the page needs no worker. */
async function solve(token: string, controller: AbortController, onProgress: (part: number) => void) {
  const challenge = JSON.parse(token) as Challenge;
  const mostGuesses = Number(challenge.parameters.data?.mostGuesses);
  let guesses = 0;
  return solveChallenge({
    challenge,
    controller,
    deriveKey: (...given) => {
      guesses += 1;
      if (guesses % step === 0) onProgress(Math.min(1, guesses / mostGuesses));
      return deriveKey(...given);
    },
  });
}
