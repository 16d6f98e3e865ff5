"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { NewSecret } from "../../../../_parts/new-secret";
import { EndpointFields, type EndpointValues } from "../../_parts/endpoint-fields";
import { changeEndpoint, replayPeriod, rotateEndpoint } from "../../actions";
import { refusalText, text } from "../../text";

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
  return (
    <FormDialog
      title={text.editTitle}
      trigger={<Button size="sm">{text.edit}</Button>}
      action={changeEndpoint}
      hidden={{ ...place }}
      submit={text.save}
    >
      {({ violations, refusal }) => (
        <EndpointFields
          values={values}
          types={types}
          violations={violations}
          refusal={refusal && refusalText(refusal)}
        />
      )}
    </FormDialog>
  );
}

export function ReplayDialog({ place }: { place: Place }) {
  return (
    <FormDialog
      title={text.replayTitle}
      description={text.replayText}
      trigger={<Button size="sm">{text.replay}</Button>}
      action={replayPeriod}
      hidden={{ ...place }}
      submit={text.replay}
    >
      {({ refusal }) => (
        <>
          <Field label={text.period} error={refusal && refusalText(refusal)}>
            <Select name="hours" options={text.periods} defaultValue="24" />
          </Field>
          <Checkbox name="onlyFailed" label={text.onlyFailed} />
        </>
      )}
    </FormDialog>
  );
}

/** Replaces the signing key. The old one signs as well for the chosen time. */
export function RotateDialog({ place }: { place: Place }) {
  return (
    <FormDialog
      title={text.rotateTitle}
      description={text.rotateText}
      trigger={<Button size="sm">{text.rotate}</Button>}
      action={rotateEndpoint}
      hidden={{ ...place }}
      submit={text.rotate}
      result={(secret, close) => <NewSecret text={text} secret={secret} onDone={close} />}
    >
      {({ refusal }) => (
        <Field label={text.overlap} error={refusal && refusalText(refusal)}>
          <Select name="overlap" options={text.overlaps} defaultValue="86400" />
        </Field>
      )}
    </FormDialog>
  );
}
