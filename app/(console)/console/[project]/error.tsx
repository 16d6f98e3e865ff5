"use client";

import { Button } from "@/app/_ui/button";
import { ErrorState } from "@/app/_ui/error-state";
import { useText } from "../../_text/use-text";

/** Shown inside the console's layout when a page fails. */
export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useText();
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      level="h1"
      title={t("frame.error")}
      reference={digest}
      referenceLabel={t("frame.reference")}
      action={
        <Button variant="primary" onClick={() => retry()}>
          {t("frame.tryAgain")}
        </Button>
      }
    >
      {t("frame.errorText")}
    </ErrorState>
  );
}
