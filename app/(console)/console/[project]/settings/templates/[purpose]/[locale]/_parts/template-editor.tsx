"use client";

import { useActionState, useEffect, useRef, useState, useTransition } from "react";
import { formOf } from "@/app/_forms/form-of";
import { blank } from "@/app/_forms/form-state";
import { SavedToast } from "@/app/_forms/saved-toast";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { Section } from "@/app/_ui/section";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { MessageTexts, PartName, TemplatePreview } from "@/lib/delivery";
import type { Channel } from "@/lib/projects";
import { previewTemplate, saveTemplate } from "../../../actions";
import { partLabels, text } from "../../../text";
import { type EditablePart, PartField } from "./part-field";
import { Preview } from "./preview";
import { TestDialog } from "./test-dialog";

const groups: { title: string; description: string; parts: PartName[] }[] = [
  {
    title: text.email,
    description: text.emailText,
    parts: ["subject", "heading", "instruction", "alternative", "button", "footer"],
  },
  { title: text.link, description: text.linkText, parts: ["linkSubject", "linkInstruction"] },
  { title: text.sms, description: text.smsText, parts: ["sms"] },
  { title: text.call, description: text.callText, parts: ["call"] },
];

export interface TemplateEditorProps {
  /** The project, purpose and language, as the actions need them. */
  fields: Record<"project" | "purpose" | "locale", string>;
  /** The writing direction of the language. */
  direction: "ltr" | "rtl";
  parts: EditablePart[];
  ours: Record<PartName, string>;
  saved: MessageTexts;
  /** Of the saved texts. */
  version: number;
  preview: TemplatePreview;
  /** The operator's, for tests. */
  email: string;
  phoneChannels: Channel[];
  mayWrite: boolean;
}

export function TemplateEditor(props: TemplateEditorProps) {
  const { fields, direction, parts, ours, saved, version, email, phoneChannels, mayWrite } = props;
  const [state, save] = useActionState(saveTemplate, blank);
  // Without JavaScript, a refused form is a new page, which shows what was entered.
  const [texts, setTexts] = useState<MessageTexts>(state.violations ? state.fields : saved);
  const [shownVersion, setShownVersion] = useState(version);
  if (version !== shownVersion) {
    // Restored texts replace what was in the form. Saved ones are in it already.
    setShownVersion(version);
    setTexts(saved);
  }
  const { preview, problem, isPending } = usePreview(props, texts);
  const partOf = (name: PartName) => parts.find((part) => part.name === name)!;

  return (
    <div className="grid items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
      <form action={save} noValidate className="grid gap-8">
        <FocusFirstError when={state} />
        <SavedToast state={state} text={text.saved} />
        <HiddenFields values={fields} />
        <fieldset disabled={!mayWrite} className="grid min-w-0 gap-10">
          {groups.map((group) => (
            <Section key={group.title} title={group.title} description={group.description}>
              <div className="grid gap-5">
                {group.parts.map((name) => (
                  <PartField
                    key={name}
                    part={partOf(name)}
                    language={{ lang: fields.locale, dir: direction }}
                    ours={ours[name]}
                    value={texts[name] ?? ""}
                    onChange={(value) => setTexts((before) => ({ ...before, [name]: value }))}
                    error={state.violations?.[name]}
                  />
                ))}
              </div>
            </Section>
          ))}
        </fieldset>
        {mayWrite ? (
          <div className="border-t pt-6">
            <SubmitButton>{text.save}</SubmitButton>
          </div>
        ) : (
          <p className="border-t pt-6 text-muted text-sm">{text.readOnly}</p>
        )}
      </form>
      <Section
        title={text.preview}
        actions={
          mayWrite && (
            <TestDialog hidden={{ ...fields, ...texts }} email={email} phoneChannels={phoneChannels} />
          )
        }
        className="xl:sticky xl:top-6"
      >
        <Preview preview={preview} problem={problem} isPending={isPending} />
      </Section>
    </div>
  );
}

/** How long a person pauses before the preview follows. */
const pauseMs = 400;

/** Renders what is being written, on the server. Invalid texts leave the preview as it was, with the reason. */
function usePreview({ fields, preview: initial, mayWrite }: TemplateEditorProps, texts: MessageTexts) {
  const [preview, setPreview] = useState(initial);
  const [problem, setProblem] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const shown = useRef(texts);
  useEffect(() => {
    if (texts === shown.current || !mayWrite) return;
    const timer = setTimeout(() => {
      shown.current = texts;
      startTransition(async () => {
        const { done, violations } = await previewTemplate(blank, formOf({ ...fields, ...texts }));
        if (shown.current !== texts) return;
        if (done) setPreview(done);
        const [invalid] = Object.entries(violations ?? {}) as [PartName, string][];
        setProblem(invalid && text.previewInvalid(partLabels[invalid[0]], invalid[1]));
      });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [texts, fields, mayWrite]);
  return { preview, problem, isPending };
}
