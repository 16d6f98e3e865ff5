"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { useText } from "../../../_text/use-text";

/** Moves the token from the URL and the history into the form, which posts it when the button is pressed. */
export function LinkForm({ provider, label }: { provider: "link" | "invitation"; label: string }) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const csrf = useRef<HTMLInputElement>(null);
  const [token, setToken] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  useEffect(() => {
    if (location.hash.length < 2) return setToken((current) => current ?? "");
    setToken(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }, []);

  async function signIn() {
    setPending(true);
    const response = await fetch("/api/auth/csrf");
    csrf.current!.value = ((await response.json()) as { csrfToken: string }).csrfToken;
    form.current!.submit();
  }

  return (
    <div className="grid gap-4">
      {token === "" && <Callout tone="warning">{t("signIn.linkMissing")}</Callout>}
      <form ref={form} method="post" action={`/api/auth/callback/${provider}`}>
        <input ref={csrf} type="hidden" name="csrfToken" />
        <input type="hidden" name="callbackUrl" value="/console" />
        <input type="hidden" name="token" value={token ?? ""} />
        <Button variant="primary" className="w-full" disabled={!token} pending={isPending} onClick={signIn}>
          {label}
        </Button>
      </form>
      {/* That page sets the token of forms, which must not be replaced while this form is sent. */}
      <TextLink href="/console/sign-in" prefetch={false} className="w-fit text-sm">
        {t("signIn.linkOther")}
      </TextLink>
    </div>
  );
}
