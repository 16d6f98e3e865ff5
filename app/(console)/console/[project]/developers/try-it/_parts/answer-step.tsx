"use client";

import type { Route } from "next";
import Link from "next/link";
import { useEffect, useRef, useState, useTransition } from "react";
import { blank } from "@/app/_forms/action";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Spinner } from "@/app/_ui/spinner";
import { answerTry, readTry } from "../actions";
import type { Exchange, TryItInput } from "../exchange";
import { text } from "../text";
import { TypedCode } from "./typed-code";

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** What comes after the start: wait for the message, answer, done. */
export function AnswerStep({
  project,
  trial,
  onExchange,
  onRestart,
}: {
  project: string;
  trial: TryItInput;
  onExchange: (exchange: Exchange) => void;
  onRestart: () => void;
}) {
  const [code, setCode] = useState<string | null>(null);
  const [isLate, setLate] = useState(false);
  const [isVerified, setVerified] = useState(false);
  const [isPending, startTransition] = useTransition();
  const hasLooked = useRef(false);
  const common = { project, verification: trial.id };

  function look() {
    setLate(false);
    startTransition(async () => {
      const { done } = await readTry(blank, formOf({ ...common, to: trial.to }));
      if (!done) return setLate(true);
      setCode(done.code);
      onExchange(done.exchange);
    });
  }

  // Once, also where React runs effects twice.
  useEffect(() => {
    if (hasLooked.current || !trial.isCaptured) return;
    hasLooked.current = true;
    look();
  });

  function answer(typed: string, isWrong = false) {
    startTransition(async () => {
      const { done } = await answerTry(
        blank,
        formOf({ ...common, code: typed, ...(isWrong && { wrong: "yes" }) }),
      );
      if (!done) return;
      setVerified(done.isVerified);
      onExchange(done.exchange);
    });
  }

  if (isVerified) return <Verified project={project} id={trial.id} onRestart={onRestart} />;
  if (!trial.isCaptured) return <TypedCode to={trial.to} isPending={isPending} onAnswer={answer} />;
  if (code === null) return <Waiting isLate={isLate && !isPending} onLook={look} />;
  return (
    <div className="grid gap-3 border-t pt-6 text-sm">
      <p role="status">{text.arrived}</p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={isPending} onClick={() => answer(code)}>
          {text.answerWith(code)}
        </Button>
        <Button disabled={isPending} onClick={() => answer(otherThan(code), true)}>
          {text.wrong}
        </Button>
      </div>
    </div>
  );
}

/** The same code with its first digit changed. */
function otherThan(code: string): string {
  return `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;
}

function Waiting({ isLate, onLook }: { isLate: boolean; onLook: () => void }) {
  return isLate ? (
    <Callout action={<Button onClick={onLook}>{text.look}</Button>}>{text.late}</Callout>
  ) : (
    <p className="flex items-center gap-2 text-muted text-sm">
      <Spinner /> <span role="status">{text.waiting}</span>
    </p>
  );
}

function Verified({ project, id, onRestart }: { project: string; id: string; onRestart: () => void }) {
  return (
    <Callout
      tone="success"
      title={text.verified}
      live
      action={
        <>
          <Button asChild>
            <Link href={`/console/${project}/verifications/${id}` as Route}>{text.toTimeline}</Link>
          </Button>
          <Button onClick={onRestart}>{text.again}</Button>
        </>
      }
    >
      {text.verifiedText}
    </Callout>
  );
}
