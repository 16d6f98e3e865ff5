"use client";

import { Callout } from "@/app/_ui/callout";
import type { Channel } from "@/lib/projects";
import { TestMessageDialog } from "../../../../../_parts/test-message-dialog";
import { testTemplate } from "../../../actions";
import { partLabels, refusalText, text } from "../../../text";

export function TestDialog(test: {
  /** The template's name and its texts as they are in the form. */
  hidden: Record<string, string>;
  email: string;
  phoneChannels: Channel[];
}) {
  return (
    <TestMessageDialog
      title={text.testTitle}
      description={text.testText}
      label={text.test}
      action={testTemplate}
      errorText={refusalText}
      {...test}
    >
      {({ violations }) => <InvalidPart violations={violations} />}
    </TestMessageDialog>
  );
}

/** The first text that isn't valid. */
function InvalidPart({ violations = {} }: { violations?: Record<string, string> }) {
  const labels: Partial<Record<string, string>> = partLabels;
  const [invalid] = Object.entries(violations).filter(([name]) => name in labels);
  if (!invalid) return null;
  return (
    <Callout tone="danger" live>
      {labels[invalid[0]]}: {invalid[1]}
    </Callout>
  );
}
