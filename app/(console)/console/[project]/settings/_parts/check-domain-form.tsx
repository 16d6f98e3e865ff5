"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Callout } from "@/app/_ui/callout";
import { runDomainCheck } from "../actions";
import { text } from "../text";

/** Asks the domain, and shows what was found. */
export function CheckDomainForm({ project }: { project: string }) {
  return (
    <PageForm action={runDomainCheck} hidden={{ project }} submit={text.checkDomain} variant="secondary">
      {({ done }) =>
        done && (
          <Callout tone={done.isVerified ? "success" : "warning"} live>
            {done.explanation}
          </Callout>
        )
      }
    </PageForm>
  );
}
