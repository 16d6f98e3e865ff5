"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { useText } from "../../../../../../_text/use-text";
import { NewSecret } from "../../../../_parts/new-secret";
import { EndpointFields, type EndpointValues } from "../../_parts/endpoint-fields";
import { changeEndpoint, replayPeriod, rotateEndpoint } from "../../actions";
import { webhookRefusalText } from "../../webhook-refusal-text";

interface Place {
  project: string;
  endpoint: string;
}

export function EditDialog({
  place,
  values,
  types,
}: {
  place: Place;
  values: EndpointValues;
  types: Record<string, string>;
}) {
  const t = useText();
  return (
    <FormDialog
      title={t("webhooks.editTitle")}
      trigger={<Button size="sm">{t("webhooks.edit")}</Button>}
      action={changeEndpoint}
      hidden={{ ...place }}
      submit={t("webhooks.save")}
    >
      {({ violations, refusal }) => (
        <EndpointFields
          values={values}
          types={types}
          violations={violations}
          refusal={refusal && webhookRefusalText(refusal, t)}
        />
      )}
    </FormDialog>
  );
}

export function ReplayDialog({ place }: { place: Place }) {
  const t = useText();
  return (
    <FormDialog
      title={t("webhooks.replayTitle")}
      description={t("webhooks.replayText")}
      trigger={<Button size="sm">{t("webhooks.replay")}</Button>}
      action={replayPeriod}
      hidden={{ ...place }}
      submit={t("webhooks.replay")}
    >
      {({ refusal }) => (
        <>
          <Field label={t("webhooks.period")} error={refusal && webhookRefusalText(refusal, t)}>
            <Select name="hours" options={t.group("webhooks.periods")} defaultValue="24" />
          </Field>
          <Checkbox name="onlyFailed" label={t("webhooks.onlyFailed")} />
        </>
      )}
    </FormDialog>
  );
}

/** Replaces the signing key. The old one signs as well for the chosen time. */
export function RotateDialog({ place }: { place: Place }) {
  const t = useText();
  return (
    <FormDialog
      title={t("webhooks.rotateTitle")}
      description={t("webhooks.rotateText")}
      trigger={<Button size="sm">{t("webhooks.rotate")}</Button>}
      action={rotateEndpoint}
      hidden={{ ...place }}
      submit={t("webhooks.rotate")}
      result={(secret, close) => (
        <NewSecret text={t.group("webhooks.newSecret")} secret={secret} onDone={close} />
      )}
    >
      {({ refusal }) => (
        <Field label={t("webhooks.overlap")} error={refusal && webhookRefusalText(refusal, t)}>
          <Select name="overlap" options={t.group("webhooks.overlaps")} defaultValue="86400" />
        </Field>
      )}
    </FormDialog>
  );
}
