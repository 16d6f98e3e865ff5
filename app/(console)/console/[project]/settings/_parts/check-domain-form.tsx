"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Callout } from "@/app/_ui/callout";
import { useText } from "../../../../_text/use-text";
import { runDomainCheck } from "../actions";

/** Asks the domain, and shows what was found. */
export function CheckDomainForm({ project }: { project: string }) {
  const t = useText();
  return (
    <PageForm
      action={runDomainCheck}
      hidden={{ project }}
      submit={t("general.checkDomain")}
      variant="secondary"
    >
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
