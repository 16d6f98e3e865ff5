"use client";

import type { Route } from "next";
import Link from "next/link";
import { useEffect, useRef, useState, useTransition } from "react";
import { formOf } from "@/app/_forms/form-of";
import { blank } from "@/app/_forms/form-state";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Spinner } from "@/app/_ui/spinner";
import { useText } from "../../../../../_text/use-text";
import { checkTry, readTry } from "../actions";
import type { Exchange, TryItInput } from "../exchange";
import { TypedCodeForm } from "./typed-code-form";

/** The steps after sending: wait for the message, then check the code. */
export function CheckStep({
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
  const t = useText();
  const [code, setCode] = useState<string | null>(null);
  const [isLate, setLate] = useState(false);
  const [isVerified, setVerified] = useState(false);
  const [isPending, startTransition] = useTransition();
  const hasStarted = useRef(false);
  const common = { project, verification: trial.id };

  function readMessage() {
    setLate(false);
    startTransition(async () => {
      const { done } = await readTry(blank, formOf({ ...common, to: trial.to }));
      if (!done) return setLate(true);
      setCode(done.code);
      onExchange(done.exchange);
    });
  }

  // Only once, even when React runs effects twice in development.
  useEffect(() => {
    if (hasStarted.current || !trial.isCaptured) return;
    hasStarted.current = true;
    readMessage();
  });

  function check(submitted: string, isWrong = false) {
    startTransition(async () => {
      const { done } = await checkTry(
        blank,
        formOf({ ...common, code: submitted, ...(isWrong && { wrong: "yes" }) }),
      );
      if (!done) return;
      setVerified(done.isVerified);
      onExchange(done.exchange);
    });
  }

  if (isVerified) return <Verified project={project} id={trial.id} onRestart={onRestart} />;
  if (!trial.isCaptured) return <TypedCodeForm to={trial.to} isPending={isPending} onSubmit={check} />;
  if (code === null) return <Waiting isLate={isLate && !isPending} onRetry={readMessage} />;
  return (
    <div className="grid gap-3 border-t pt-6 text-sm">
      <p role="status">{t("tryIt.arrived")}</p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={isPending} onClick={() => check(code)}>
          {t("tryIt.submitCode", { code })}
        </Button>
        <Button disabled={isPending} onClick={() => check(wrongCodeFor(code), true)}>
          {t("tryIt.submitWrong")}
        </Button>
      </div>
    </div>
  );
}

/** The same code with its first digit changed. */
function wrongCodeFor(code: string): string {
  return `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;
}

function Waiting({ isLate, onRetry }: { isLate: boolean; onRetry: () => void }) {
  const t = useText();
  return isLate ? (
    <Callout action={<Button onClick={onRetry}>{t("tryIt.lookAgain")}</Button>}>{t("tryIt.late")}</Callout>
  ) : (
    <p className="flex items-center gap-2 text-muted text-sm">
      <Spinner /> <span role="status">{t("tryIt.waiting")}</span>
    </p>
  );
}

function Verified({ project, id, onRestart }: { project: string; id: string; onRestart: () => void }) {
  const t = useText();
  return (
    <Callout
      tone="success"
      title={t("tryIt.verified")}
      live
      action={
        <>
          <Button asChild>
            <Link href={`/console/${project}/verifications/${id}` as Route}>{t("tryIt.toTimeline")}</Link>
          </Button>
          <Button onClick={onRestart}>{t("tryIt.restart")}</Button>
        </>
      }
    >
      {t("tryIt.verifiedText")}
    </Callout>
  );
}
