"use client";

import { useState, useTransition } from "react";
import { blank } from "@/app/_forms/form-state";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { useText } from "../../../../../_text/use-text";
import type { SnippetLanguage } from "../../../_parts/snippets";
import { startTry } from "../actions";
import type { Exchange, TryItInput } from "../exchange";
import { CheckStep } from "./check-step";
import { ExchangeList } from "./exchange-view";
import { History, type Trial } from "./history";
import { StartForm } from "./start-form";
import { useStored } from "./use-stored";

const mostTrials = 20;

/** A verification from start to finish, call by call. Responses are kept as they were, also of earlier verifications. */
export function TryIt({ project, email }: { project: string; email: string }) {
  const t = useText();
  const [trials, setTrials] = useStored<Trial[]>(`try-it:${project}`, []);
  const [language, setLanguage] = useStored<SnippetLanguage>("try-it:language", "curl");
  /** When the trial that is shown was started. */
  const [current, setCurrent] = useState<string | null>(null);
  const [input, setInput] = useState<TryItInput | null>(null);
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const shown = trials.find(({ startedAt }) => startedAt === current);

  function add(exchange: Exchange) {
    setTrials((all) =>
      all.map((trial) =>
        trial.startedAt === current ? { ...trial, exchanges: [...trial.exchanges, exchange] } : trial,
      ),
    );
  }

  function begin(form: FormData) {
    startTransition(async () => {
      const { done, violations } = await startTry(blank, form);
      setError(violations?.to);
      if (!done) return;
      const trial = {
        startedAt: new Date().toISOString(),
        to: done.verification?.to ?? String(form.get("to")),
        exchanges: [done.exchange],
      };
      setTrials((all) => [trial, ...all].slice(0, mostTrials));
      setCurrent(trial.startedAt);
      setInput(done.verification);
    });
  }

  function restart() {
    setCurrent(null);
    setInput(null);
  }

  return (
    <div className="grid min-w-0 gap-8">
      {!input && (
        <StartForm project={project} email={email} error={error} isPending={isPending} onStart={begin} />
      )}
      {trials.length > 0 && (
        <Field label={t("tryIt.language")} className="max-w-48">
          <Select
            options={t.group("tryIt.languages")}
            value={language}
            onChange={(event) => setLanguage(event.target.value as SnippetLanguage)}
          />
        </Field>
      )}
      {shown && <ExchangeList exchanges={shown.exchanges} language={language} />}
      {input && (
        <CheckStep key={input.id} project={project} trial={input} onExchange={add} onRestart={restart} />
      )}
      <History
        trials={trials.filter((trial) => trial !== shown)}
        language={language}
        onClear={() => setTrials((all) => all.filter(({ startedAt }) => startedAt === current))}
      />
    </div>
  );
}
