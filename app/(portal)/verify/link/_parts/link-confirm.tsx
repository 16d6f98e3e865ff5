"use client";

import { useEffect, useState, useTransition } from "react";
import { brand } from "@/app/_ui/brand";
import { Button } from "@/app/_ui/button";
import { DocumentLanguage } from "@/app/_ui/document-language";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Spinner } from "@/app/_ui/spinner";
import { AutoRedirect } from "../../[id]/_parts/auto-redirect";
import { confirmLink, denyLink, readLink } from "../actions";
import type { LinkView } from "./link-view";

interface Props {
  /** Shown while the link is read. */
  reading: string;
  /** Shown if it can't be read. Its language is the page's. */
  invalid: LinkView;
}

/** Reads the token from the fragment and shows the request. Nothing changes until the person presses a button. */
export function LinkConfirm({ reading, invalid }: Props) {
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
      readLink(fragment, invalid.locale).then(setView, () => setView(invalid));
    };
    read();
    // Another link opened in the same tab changes only the fragment.
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, [invalid]);

  const respond = (run: typeof confirmLink) =>
    startTransition(async () => {
      if (view?.state === "confirm")
        setView(await run({ token, nonce: view.nonce, page, locale: invalid.locale }));
    });

  const { locale, dir } = view ?? invalid;
  return (
    <div
      {...brand(view?.state === "confirm" ? view : {})}
      data-density="touch"
      lang={locale}
      dir={dir}
      className="link-confirm flex min-h-dvh flex-col items-center bg-background px-5 py-8 text-foreground sm:justify-center sm:py-16"
    >
      <DocumentLanguage lang={locale} dir={dir} />
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
            <h1 className="font-semibold text-2xl tracking-tight">{view.title}</h1>
            <p className="mt-3 text-lg">{view.lead}</p>
            <p className="mt-1 text-muted">
              {view.request[0]}
              <RelativeTime at={view.requestedAt} locale={view.locale} />
              {view.request[1]}
            </p>
            <div className="mt-6 grid gap-3">
              <Button variant="primary" size="lg" pending={isPending} onClick={() => respond(confirmLink)}>
                {view.yes}
              </Button>
              <Button size="lg" disabled={isPending} onClick={() => respond(denyLink)}>
                {view.no}
              </Button>
            </div>
          </>
        )}
        {view && view.state !== "confirm" && (
          <div role="status">
            <h1 className="font-semibold text-2xl tracking-tight">{view.title}</h1>
            <p className="mt-3 text-muted">{view.lead}</p>
            {view.returnUrl && (
              <>
                <Button asChild variant="primary" size="lg" className="mt-6 w-full">
                  <a href={view.returnUrl}>{view.continue}</a>
                </Button>
                {view.state === "done" && <AutoRedirect to={view.returnUrl} text={view.returning} />}
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
