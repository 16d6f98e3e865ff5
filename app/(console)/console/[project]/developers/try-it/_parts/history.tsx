import { Button } from "@/app/_ui/button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Section } from "@/app/_ui/section";
import type { SnippetLanguage } from "../../../_parts/snippets";
import type { Exchange } from "../exchange";
import { text } from "../text";
import { ExchangeList } from "./exchange-view";

/** A verification that was tried in this tab. */
export interface Trial {
  /** ISO 8601. */
  startedAt: string;
  to: string;
  exchanges: Exchange[];
}

export function History({
  trials,
  language,
  onClear,
}: {
  trials: Trial[];
  language: SnippetLanguage;
  onClear: () => void;
}) {
  if (trials.length === 0) return null;
  return (
    <Section
      title={text.history}
      description={text.historyText}
      actions={
        <Button size="sm" onClick={onClear}>
          {text.clear}
        </Button>
      }
    >
      <ul className="divide-y border-y">
        {trials.map(({ startedAt, to, exchanges }) => (
          <li key={startedAt}>
            <details className="min-w-0 py-3">
              <summary className="cursor-pointer rounded-sm text-sm">
                <span className="break-all font-medium">{to}</span>{" "}
                <span className="text-muted">
                  {text.calls(exchanges.length)} · <RelativeTime at={startedAt} />
                </span>
              </summary>
              <div className="pt-4">
                <ExchangeList exchanges={exchanges} language={language} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
