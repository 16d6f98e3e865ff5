"use client";

import { Callout } from "@/app/_ui/callout";
import type { Channel } from "@/lib/projects";
import { refusalText } from "../../../../../../../_text/refusal-text";
import { useText } from "../../../../../../../_text/use-text";
import { TestMessageDialog } from "../../../../../_parts/test-message-dialog";
import { testTemplate } from "../../../actions";

export function TestDialog(test: {
  /** The template's name and its texts as they are in the form. */
  hidden: Record<string, string>;
  email: string;
  phoneChannels: Channel[];
}) {
  const t = useText();
  return (
    <TestMessageDialog
      title={t("templates.testTitle")}
      description={t("templates.testText")}
      label={t("templates.test")}
      action={testTemplate}
      errorText={(refusal) => refusalText("templates", refusal, t)}
      {...test}
    >
      {({ violations }) => <InvalidPart violations={violations} />}
    </TestMessageDialog>
  );
}

/** The first text that isn't valid. */
function InvalidPart({ violations = {} }: { violations?: Record<string, string> }) {
  const t = useText();
  const labels: Partial<Record<string, string>> = t.group("templates.partNames");
  const [invalid] = Object.entries(violations).filter(([name]) => name in labels);
  if (!invalid) return null;
  return (
    <Callout tone="danger" live>
      {labels[invalid[0]]}: {invalid[1]}
    </Callout>
  );
}
