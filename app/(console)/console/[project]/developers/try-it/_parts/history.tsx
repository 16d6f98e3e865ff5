import { Button } from "@/app/_ui/button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Section } from "@/app/_ui/section";
import { useText } from "../../../../../_text/use-text";
import type { SnippetLanguage } from "../../../_parts/snippets";
import type { Exchange } from "../exchange";
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
  const t = useText();
  if (trials.length === 0) return null;
  return (
    <Section
      title={t("tryIt.history")}
      description={t("tryIt.historyText")}
      actions={
        <Button size="sm" onClick={onClear}>
          {t("tryIt.clear")}
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
                  {t("tryIt.calls", { count: exchanges.length })} · <RelativeTime at={startedAt} />
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
