"use client";

import { useState, useTransition } from "react";
import { blank } from "@/app/_forms/form-state";
import { startTry } from "../actions";
import type { Exchange, TryItInput } from "../exchange";
import { CheckStep } from "./check-step";
import { ExchangeView } from "./exchange-view";
import { StartForm } from "./start-form";

/** A verification from start to finish, call by call. Responses are kept as they were. */
export function TryIt({ project, email }: { project: string; email: string }) {
  const [exchanges, setExchanges] = useState<Exchange[]>([]);
  const [trial, setTrial] = useState<TryItInput | null>(null);
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const add = (exchange: Exchange) => setExchanges((all) => [...all, exchange]);

  function begin(form: FormData) {
    startTransition(async () => {
      const { done, violations } = await startTry(blank, form);
      setError(violations?.to);
      if (!done) return;
      setExchanges([done.exchange]);
      setTrial(done.verification);
    });
  }

  function restart() {
    setExchanges([]);
    setTrial(null);
  }

  return (
    <div className="grid min-w-0 gap-8">
      {!trial && (
        <StartForm project={project} email={email} error={error} isPending={isPending} onStart={begin} />
      )}
      <ol className="grid min-w-0 gap-8">
        {exchanges.map((exchange, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: exchanges are only appended.
          <ExchangeView key={i} exchange={exchange} number={i + 1} />
        ))}
      </ol>
      {trial && (
        <CheckStep key={trial.id} project={project} trial={trial} onExchange={add} onRestart={restart} />
      )}
    </div>
  );
}
