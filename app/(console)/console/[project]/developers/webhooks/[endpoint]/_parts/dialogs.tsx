"use client";

import { useActionState, useState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { FormDialog } from "../../../../_parts/form-dialog";
import { NewSecret } from "../../../_parts/new-secret";
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
      cancel={text.cancel}
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
      cancel={text.cancel}
    >
      {({ refusal }) => (
        <>
          <Field label={text.period} error={refusal && refusalText(refusal)}>
            <Select name="hours" defaultValue="24">
              {Object.entries(text.periods).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Checkbox name="onlyFailed" label={text.onlyFailed} />
        </>
      )}
    </FormDialog>
  );
}

/** Replaces the signing key. The old one signs as well for the chosen time. */
export function RotateDialog({ place }: { place: Place }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.rotateTitle}
      description={text.rotateText}
      size="sm"
      trigger={<Button size="sm">{text.rotate}</Button>}
    >
      <RotateForm place={place} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function RotateForm({ place, onDone }: { place: Place; onDone: () => void }) {
  const [state, rotate] = useActionState(useStepUpAction(rotateEndpoint), blank);
  if (state.done) return <NewSecret text={text} secret={state.done} onDone={onDone} />;
  return (
    <form action={rotate} className="grid gap-5">
      <input type="hidden" name="project" value={place.project} />
      <input type="hidden" name="endpoint" value={place.endpoint} />
      <Field label={text.overlap} error={state.refusal && refusalText(state.refusal)}>
        <Select name="overlap" defaultValue="86400">
          {Object.entries(text.overlaps).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{text.cancel}</Button>
        </DialogClose>
        <SubmitButton>{text.rotate}</SubmitButton>
      </div>
    </form>
  );
}
