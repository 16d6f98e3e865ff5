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
import { useText } from "../../../../../../../_text/use-text";
import { previewTemplate, saveTemplate } from "../../../actions";
import { type EditablePart, PartField } from "./part-field";
import { Preview } from "./preview";
import { TestDialog } from "./test-dialog";

const groups: Record<"email" | "link" | "sms" | "call", PartName[]> = {
  email: ["subject", "heading", "instruction", "alternative", "button", "footer"],
  link: ["linkSubject", "linkInstruction"],
  sms: ["sms"],
  call: ["call"],
};

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
  const t = useText();
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
        <SavedToast state={state} text={t("templates.saved")} />
        <HiddenFields values={fields} />
        <fieldset disabled={!mayWrite} className="grid min-w-0 gap-10">
          {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
            <Section
              key={group}
              title={t(`templates.groups.${group}.title`)}
              description={t(`templates.groups.${group}.description`)}
            >
              <div className="grid gap-5">
                {groups[group].map((name) => (
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
            <SubmitButton>{t("templates.save")}</SubmitButton>
          </div>
        ) : (
          <p className="border-t pt-6 text-muted text-sm">{t("templates.readOnly")}</p>
        )}
      </form>
      <Section
        title={t("templates.preview")}
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
  const t = useText();
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
        setProblem(
          invalid &&
            t("templates.previewInvalid", {
              part: t(`templates.partNames.${invalid[0]}`),
              error: invalid[1],
            }),
        );
      });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [texts, fields, mayWrite, t]);
  return { preview, problem, isPending };
}
