"use client";

import { useEffect, useState, useTransition } from "react";
import { brand } from "@/app/_ui/brand";
import { Button } from "@/app/_ui/button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Spinner } from "@/app/_ui/spinner";
import type { Locale } from "@/lib/projects";
import { de } from "../../../_text/de";
import { en, type PortalText } from "../../../_text/en";
import { ContinueLink } from "../../[id]/_parts/continue-link";
import { confirmLink, denyLink, type LinkView, readLink } from "../actions";

const text: Record<Locale, PortalText> = { en, de };

/** Reads the token from the fragment, says what it is about, and does nothing until a person presses a button. */
export function LinkConfirm({ locale, reading }: { locale: Locale; reading: string }) {
  const [token, setToken] = useState("");
  const [page] = useState(newNonce);
  const [view, setView] = useState<LinkView | null>(null);
  const [isPending, startTransition] = useTransition();

  useEffect(() => {
    const read = () => {
      const found = window.location.hash.slice(1);
      setToken(found);
      setView(null);
      // The address bar, the history and screenshots need not keep it.
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
      readLink(found).then(setView, () => setView({ state: "invalid", returnUrl: null }));
    };
    read();
    // The next link, opened in the same tab, changes the fragment only.
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);

  const answer = (run: typeof confirmLink) =>
    startTransition(async () => {
      if (view?.state === "ask") setView(await run({ token, nonce: view.nonce, page }));
    });

  const say = text[view?.state === "ask" ? view.locale : locale].link;
  return (
    <div
      {...brand({ accent: view?.state === "ask" ? view.accent : null })}
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
        {view?.state === "ask" && (
          <>
            <h1 className="font-semibold text-2xl tracking-tight">{say.title}</h1>
            <p className="mt-3 text-lg">{say.lead(view.recipient)}</p>
            <p className="mt-1 text-muted">
              {say.asked(view.brand)} <RelativeTime at={view.askedAt} locale={view.locale} />
              {view.requestedFrom && `, ${say.from(view.requestedFrom)}`}.
            </p>
            <div className="mt-6 grid gap-3">
              <Button variant="primary" size="lg" pending={isPending} onClick={() => answer(confirmLink)}>
                {say.yes}
              </Button>
              <Button size="lg" disabled={isPending} onClick={() => answer(denyLink)}>
                {say.no}
              </Button>
            </div>
          </>
        )}
        {view && view.state !== "ask" && (
          <div role="status">
            <h1 className="font-semibold text-2xl tracking-tight">{say[view.state].title}</h1>
            <p className="mt-3 text-muted">{say[view.state].lead}</p>
            {view.returnUrl && (
              <>
                <Button asChild variant="primary" size="lg" className="mt-6 w-full">
                  <a href={view.returnUrl}>{say.goOn}</a>
                </Button>
                {view.state === "done" && <ContinueLink to={view.returnUrl} text={say.goingOn} />}
              </>
            )}
          </div>
        )}
      </main>
    </div>
  );
}

/** 128 random bits, spelled as the server spells them. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
