"use client";

import { type ChangeEvent, useRef, useState, useTransition } from "react";
import { formOf } from "@/app/_forms/form-of";
import { blank } from "@/app/_forms/form-state";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useToast } from "@/app/_ui/toast";
import { useText } from "../../../../_text/use-text";
import { removeProjectLogo, uploadLogo } from "../actions";

const maxBytes = 1024 * 1024;

/** The uploaded logo. A chosen file is uploaded at once, because it belongs to no other field. */
export function LogoField({
  project,
  logo,
  mayWrite,
}: {
  project: string;
  logo: string | null;
  mayWrite: boolean;
}) {
  const t = useText();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [isPending, start] = useTransition();
  const [error, setError] = useState<string>();

  function upload({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    if (!file) return;
    if (file.size > maxBytes) return setError(t("general.logoTooLarge"));
    start(async () => {
      const form = formOf({ project, content: await base64Of(file) });
      const { done, refusal } = await uploadLogo(blank, form);
      if (input.current) input.current.value = "";
      setError(done ? undefined : refusal ? t("general.logoUnreadable") : t("general.failed"));
      if (done) toast({ title: t("general.logoSaved"), tone: "success" });
    });
  }

  const remove = () =>
    start(async () => {
      setError(await removeProjectLogo(formOf({ project })));
    });

  return (
    <div className="grid gap-3" aria-busy={isPending}>
      <Field label={t("general.logo")} hint={t("general.logoHint")} error={error}>
        <Input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={upload}
          disabled={isPending || !mayWrite}
          className="py-1.5 file:me-3 file:rounded-sm file:bg-subtle file:px-2.5 file:py-1 file:font-medium file:text-sm"
        />
      </Field>
      {logo && (
        <div className="flex flex-wrap items-center gap-3">
          {/* biome-ignore lint/performance/noImgElement: a small image of this server. */}
          <img src={logo} alt={t("general.logoAlt")} className="max-h-8 max-w-40" />
          <Button type="button" size="sm" onClick={remove} pending={isPending} disabled={!mayWrite}>
            {t("general.removeLogo")}
          </Button>
        </div>
      )}
    </div>
  );
}

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
