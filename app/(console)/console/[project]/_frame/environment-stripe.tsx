import { FlaskConical } from "lucide-react";
import { getText } from "../../../_text/get-text";

/** Marks every page of a project that is not live, by a pattern and words and not by its color alone. */
export async function EnvironmentStripe({
  environment,
  usesPaidProviders,
}: {
  environment: "test" | "shadow";
  usesPaidProviders: boolean;
}) {
  const t = await getText();
  const providers = usesPaidProviders ? t("frame.testUsesPaid") : t("frame.testUsesNoPaid");
  return (
    <p className="flex min-h-8 items-center justify-center gap-2 border-warning/30 border-b bg-[repeating-linear-gradient(-45deg,var(--warning-soft)_0_10px,transparent_10px_20px)] px-4 py-1 text-sm">
      <span className="flex items-center gap-2 rounded-sm bg-background px-2 text-warning">
        <FlaskConical aria-hidden className="size-4 shrink-0" />
        <span>
          <strong className="font-semibold">{t(`frame.environmentNotes.${environment}`)}</strong>{" "}
          <span className="max-sm:hidden">
            {environment === "shadow" ? t("frame.shadowSendsNothing") : providers}
          </span>
        </span>
      </span>
    </p>
  );
}
