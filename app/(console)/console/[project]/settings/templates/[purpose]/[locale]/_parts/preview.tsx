"use client";

import { type ReactNode, useState } from "react";
import { Callout } from "@/app/_ui/callout";
import { classes } from "@/app/_ui/classes";
import { Tabs } from "@/app/_ui/tabs";
import type { SmsSize, TemplatePreview } from "@/lib/delivery";
import { useText } from "../../../../../../../_text/use-text";

type Width = "desktop" | "phone";
type Colors = "light" | "dark";

/** All messages of the template, as their recipients see or hear them. */
export function Preview({
  preview,
  problem,
  isPending,
}: {
  preview: TemplatePreview;
  /** Why it is not what was entered. */
  problem: string | undefined;
  isPending: boolean;
}) {
  const t = useText();
  const [width, setWidth] = useState<Width>("desktop");
  const [colors, setColors] = useState<Colors>("light");
  const previewOf = t.group("templates.previewOf");
  const mail = (email: TemplatePreview["email"]) => (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Choice
          label={t("templates.width")}
          options={{ desktop: t("templates.desktop"), phone: t("templates.phone") }}
          value={width}
          onChange={setWidth}
        />
        <Choice
          label={t("templates.colors")}
          options={{ light: t("templates.light"), dark: t("templates.dark") }}
          value={colors}
          onChange={setColors}
        />
      </div>
      <p dir="auto" className="break-words font-medium text-sm">
        {email.subject}
      </p>
      <iframe
        title={t("templates.frame")}
        sandbox=""
        srcDoc={inColors(email.html, colors)}
        className={classes(
          "h-144 w-full rounded-md border",
          width === "phone" && "mx-auto max-w-90",
          colors === "dark" ? "bg-black scheme-dark" : "bg-white scheme-light",
        )}
      />
    </div>
  );

  return (
    <div className="grid gap-4" aria-busy={isPending}>
      {problem && <Callout tone="warning">{problem}</Callout>}
      <Tabs
        label={t("templates.preview")}
        items={[
          { value: "email", label: previewOf.email, content: mail(preview.email) },
          { value: "link", label: previewOf.linkEmail, content: mail(preview.linkEmail) },
          { value: "plain", label: previewOf.plain, content: <Plain>{preview.email.text}</Plain> },
          { value: "sms", label: previewOf.sms, content: <Sms {...preview.sms} /> },
          { value: "call", label: previewOf.call, content: <Plain>{preview.call.join("\n")}</Plain> },
        ]}
      />
    </div>
  );
}

/** The email's own dark or light styles, whatever the browser prefers. */
function inColors(html: string, colors: Colors): string {
  return html.replaceAll("(prefers-color-scheme: dark)", colors === "dark" ? "all" : "not all");
}

function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: Record<Value, string>;
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="flex rounded-md border p-0.5">
      <legend className="sr-only">{label}</legend>
      {(Object.keys(options) as Value[]).map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === value}
          onClick={() => onChange(option)}
          className="min-h-7 rounded-sm px-2.5 text-muted text-xs aria-pressed:bg-subtle aria-pressed:font-medium aria-pressed:text-foreground pointer-coarse:min-h-10"
        >
          {options[option]}
        </button>
      ))}
    </fieldset>
  );
}

function Plain({ children }: { children: ReactNode }) {
  return (
    <pre
      dir="auto"
      className="whitespace-pre-wrap break-words rounded-md border bg-surface p-4 font-mono text-[0.8125rem] leading-relaxed"
    >
      {children}
    </pre>
  );
}

function Sms({ text: message, size }: { text: string; size: SmsSize }) {
  const t = useText();
  const { segments, length, perSegment, encoding, notInGsm } = size;
  const facts = [
    t("templates.segments", { count: segments }),
    t("templates.length", { length, most: segments * perSegment }),
    t(`templates.encodings.${encoding}`),
  ];
  return (
    <div className="grid gap-3">
      <div className="flex rounded-md border bg-subtle p-6">
        <p
          dir="auto"
          className="max-w-72 whitespace-pre-wrap break-words rounded-lg rounded-bl-sm bg-surface px-4 py-3 text-sm"
        >
          {message}
        </p>
      </div>
      <p className="text-muted text-sm tabular-nums">{facts.join(" · ")}</p>
      {segments > 1 && (
        <Callout tone="warning" title={t("templates.severalSegments")}>
          {notInGsm.length > 0 && t("templates.notInGsm", { characters: notInGsm.join(" ") })}
        </Callout>
      )}
    </div>
  );
}
