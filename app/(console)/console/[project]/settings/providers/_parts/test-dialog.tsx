"use client";

import type { Channel } from "@/lib/projects";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { TestMessageDialog } from "../../../_parts/test-message-dialog";
import { runProviderTest } from "../actions";

export function TestDialog({
  name,
  ...test
}: {
  name: string;
  hidden: Record<string, string>;
  email: string;
  /** The provider's channels. */
  phoneChannels: Channel[];
}) {
  const t = useText();
  return (
    <TestMessageDialog
      title={t("providers.testTitle", { name })}
      description={t("providers.testText")}
      label={t("providers.test")}
      action={runProviderTest}
      anyChannel={t("providers.anyChannel")}
      errorText={(refusal) => refusalText("providers", refusal, t)}
      {...test}
    />
  );
}
