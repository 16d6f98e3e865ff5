"use client";

import { useEffect, useState, useTransition } from "react";
import { brand } from "@/app/_ui/brand";
import { Button } from "@/app/_ui/button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Spinner } from "@/app/_ui/spinner";
import type { Locale } from "@/lib/projects";
import { de } from "../../../_text/de";
import { en, type PortalText } from "../../../_text/en";
import { AutoRedirect } from "../../[id]/_parts/auto-redirect";
import { confirmLink, denyLink, type LinkView, readLink } from "../actions";

const texts: Record<Locale, PortalText> = { en, de };

/** Reads the token from the fragment and shows the request. Nothing changes until the person presses a button. */
export function LinkConfirm({ locale, reading }: { locale: Locale; reading: string }) {
  const [token, setToken] = useState("");
  const [page] = useState(newNonce);
  const [view, setView] = useState<LinkView | null>(null);
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    const read = () => {
      const fragment = window.location.hash.slice(1);
      setToken(fragment);
      setView(null);
      // Keeps the token out of the address bar, the history and screenshots.
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      readLink(fragment).then(setView, () => setView({ state: "invalid", returnUrl: null }));
    };
    read();
    // Another link opened in the same tab changes only the fragment.
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);

  const respond = (run: typeof confirmLink) =>
    startTransition(async () => {
      if (view?.state === "confirm") setView(await run({ token, nonce: view.nonce, page }));
    });

  const text = texts[view?.state === "confirm" ? view.locale : locale].link;
  return (
    <div
      {...brand({ accent: view?.state === "confirm" ? view.accent : null })}
      data-density="touch"
      lang={locale}
      className="link-confirm flex min-h-dvh flex-col items-center bg-background px-5 py-8 text-foreground sm:justify-center sm:py-16"
    >
      <main
        className="w-full max-w-[26rem] sm:rounded-lg sm:border sm:bg-surface sm:p-8"
        aria-busy={view === null}
      >
        {view === null && (
          <p className="flex items-center gap-3 text-muted">
            <Spinner /> {reading}
          </p>
        )}
        {view?.state === "confirm" && (
          <>
            <h1 className="font-semibold text-2xl tracking-tight">{text.title}</h1>
            <p className="mt-3 text-lg">{text.lead(view.recipient)}</p>
            <p className="mt-1 text-muted">
              {text.requestedBy(view.brand)} <RelativeTime at={view.requestedAt} locale={view.locale} />
              {view.requestedFrom && `, ${text.from(view.requestedFrom)}`}.
            </p>
            <div className="mt-6 grid gap-3">
              <Button variant="primary" size="lg" pending={isPending} onClick={() => respond(confirmLink)}>
                {text.yes}
              </Button>
              <Button size="lg" disabled={isPending} onClick={() => respond(denyLink)}>
                {text.no}
              </Button>
            </div>
          </>
        )}
        {view && view.state !== "confirm" && (
          <div role="status">
            <h1 className="font-semibold text-2xl tracking-tight">{text[view.state].title}</h1>
            <p className="mt-3 text-muted">{text[view.state].lead}</p>
            {view.returnUrl && (
              <>
                <Button asChild variant="primary" size="lg" className="mt-6 w-full">
                  <a href={view.returnUrl}>{text.continue}</a>
                </Button>
                {view.state === "done" && <AutoRedirect to={view.returnUrl} text={text.returning} />}
              </>
            )}
          </div>
        )}
      </main>
    </div>
  );
}

/** 128 random bits in base64url, like the server's nonces. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
