import { Badge, type Tone } from "@/app/_ui/badge";
import { RelativeTime } from "@/app/_ui/relative-time";
import { type DeliveryTry, explainTry } from "@/lib/delivery";
import type { ConsoleTexts } from "@/lib/i18n";
import { getText } from "../../../../../_text/get-text";

const tones: Record<keyof ConsoleTexts<"messages.tryOutcomes">, Tone> = {
  accepted: "success",
  unavailable: "warning",
  refused: "danger",
  open: "neutral",
};

/** All delivery attempts, with the provider's own responses. */
export async function Tries({ tries }: { tries: DeliveryTry[] }) {
  const t = await getText();
  if (tries.length === 0) return <p className="text-muted text-sm">{t("messages.noTries")}</p>;
  return (
    <ol className="divide-y border-y text-sm">
      {tries.map((one) => (
        <li key={one.number} className="grid gap-1 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">{t("messages.tryNumber", { number: one.number })}</span>
            <Badge tone={tones[one.outcome ?? "open"]}>
              {t(`messages.tryOutcomes.${one.outcome ?? "open"}`)}
            </Badge>
            <span className="ms-auto text-muted">
              <RelativeTime at={one.startedAt} />
              {one.finishedAt &&
                ` · ${t("terms.durations.milliseconds", { milliseconds: one.finishedAt.getTime() - one.startedAt.getTime() })}`}
            </span>
          </div>
          <p className="break-words">{explainTry(one)}</p>
          {one.providerMessageId && (
            <p className="break-all text-muted text-xs">
              {t("messages.providerId")} <code className="font-mono">{one.providerMessageId}</code>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
