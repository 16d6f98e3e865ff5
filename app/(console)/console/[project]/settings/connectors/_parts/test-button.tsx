"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/form-state";
import { Callout } from "@/app/_ui/callout";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { SubmitButton } from "@/app/_ui/submit-button";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { runConnectorTest } from "../actions";

const tones = {
  accepted: "success",
  authorization_denied: "danger",
  provider_refused: "danger",
  provider_answer_invalid: "danger",
  provider_unavailable: "warning",
} as const;

/** Tests the connector and shows the provider's response. */
export function TestButton({ fields }: { fields: Record<string, string> }) {
  const t = useText();
  const [state, test] = useActionState(runConnectorTest, blank);
  return (
    <form action={test} className="contents">
      <HiddenFields values={fields} />
      <SubmitButton variant="secondary" size="sm" title={t("connectors.testText")}>
        {t("connectors.test")}
      </SubmitButton>
      {state.done && (
        <Callout
          tone={tones[state.done.outcome]}
          title={t(`connectors.outcomes.${state.done.outcome}`)}
          live
          className="order-last w-full"
        >
          <p className="break-words">{state.done.explanation}</p>
        </Callout>
      )}
      {state.refusal && (
        <p role="alert" className="order-last w-full text-danger">
          {refusalText("connectors", state.refusal, t)}
        </p>
      )}
    </form>
  );
}
