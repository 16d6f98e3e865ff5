"use client";

import type { Channel } from "@/lib/projects";
import { TestMessageDialog } from "../../../_parts/test-message-dialog";
import { runProviderTest } from "../actions";
import { refusalText, text } from "../text";

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
  return (
    <TestMessageDialog
      title={text.testTitle(name)}
      description={text.testText}
      label={text.test}
      action={runProviderTest}
      anyChannel={text.anyChannel}
      errorText={refusalText}
      {...test}
    />
  );
}
