"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Channel } from "@/lib/projects";
import { channelLabels } from "../../../../../verifications/text";
import { testTemplate } from "../../../actions";
import { partLabels, refusalText, text } from "../../../text";

const tones = { accepted: "success", refused: "danger", unavailable: "warning" } as const;

interface TestDialogProps {
  /** The template's name and its texts as they are in the form. */
  fields: Record<string, string>;
  email: string;
  phoneChannels: Channel[];
}

/** Sends the texts in the form to the operator, or to somebody else, and shows the provider's response. */
export function TestDialog(props: TestDialogProps) {
  return (
    <Dialog
      title={text.testTitle}
      description={text.testText}
      size="sm"
      trigger={<Button size="sm">{text.test}</Button>}
    >
      <TestForm {...props} />
    </Dialog>
  );
}

function TestForm({ fields, email, phoneChannels }: TestDialogProps) {
  const [state, test] = useActionState(testTemplate, blank);
  const { to, ...others } = state.violations ?? {};
  const [invalid] = Object.entries(others);
  return (
    <form action={test} className="grid gap-5">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field
        label={text.to}
        hint={text.toHint}
        error={to ?? (state.refusal && refusalText(state.refusal))}
        required
      >
        <Input name="to" defaultValue={state.fields.to ?? email} autoComplete="off" />
      </Field>
      {phoneChannels.length > 1 && (
        <Field label={text.testChannel}>
          <Select name="channel" defaultValue={state.fields.channel ?? "sms"}>
            {phoneChannels.map((channel) => (
              <option key={channel} value={channel}>
                {channelLabels[channel]}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {invalid && (
        <Callout tone="danger" live>
          {(partLabels as Partial<Record<string, string>>)[invalid[0]]}: {invalid[1]}
        </Callout>
      )}
      {state.done && (
        <Callout tone={tones[state.done.outcome]} title={text.testOutcomes[state.done.outcome]} live>
          <p className="break-words">{state.done.explanation}</p>
          {state.done.meaning && <p className="mt-1">{state.done.meaning}</p>}
        </Callout>
      )}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{text.close}</Button>
        </DialogClose>
        <SubmitButton>{text.send}</SubmitButton>
      </div>
    </form>
  );
}
