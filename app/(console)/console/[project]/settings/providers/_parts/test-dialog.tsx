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
import { channelLabels } from "../../../verifications/text";
import { runProviderTest } from "../actions";
import { refusalText, text } from "../text";

const outcomes = {
  accepted: { tone: "success", title: text.testAccepted },
  refused: { tone: "danger", title: text.testRefused },
  unavailable: { tone: "warning", title: text.testUnavailable },
} as const;

/** Sends a test message and shows the provider's response. */
export function TestDialog({
  fields,
  name,
  email,
  phoneChannels,
}: {
  fields: Record<string, string>;
  name: string;
  email: string;
  /** The provider's channels. */
  phoneChannels: Channel[];
}) {
  return (
    <Dialog
      title={text.testTitle(name)}
      description={text.testText}
      size="sm"
      trigger={<Button size="sm">{text.test}</Button>}
    >
      <TestForm fields={fields} email={email} phoneChannels={phoneChannels} />
    </Dialog>
  );
}

function TestForm({
  fields,
  email,
  phoneChannels,
}: {
  fields: Record<string, string>;
  email: string;
  phoneChannels: Channel[];
}) {
  const [state, test] = useActionState(runProviderTest, blank);
  const outcome = state.done && outcomes[state.done.outcome];
  return (
    <form action={test} className="grid gap-5">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field
        label={text.to}
        hint={text.toHint}
        error={state.violations?.to ?? (state.refusal && refusalText(state.refusal))}
        required
      >
        <Input name="to" defaultValue={state.fields.to ?? email} autoComplete="off" />
      </Field>
      {phoneChannels.length > 1 && (
        <Field label={text.testChannel}>
          <Select name="channel" defaultValue={state.fields.channel ?? ""}>
            <option value="">{text.anyChannel}</option>
            {phoneChannels.map((channel) => (
              <option key={channel} value={channel}>
                {channelLabels[channel]}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {outcome && state.done && (
        <Callout tone={outcome.tone} title={outcome.title} live>
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
