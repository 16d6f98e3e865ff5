"use client";

import { Button } from "./_ui/button";
import { ErrorState } from "./_ui/error-state";
import { Logo } from "./_ui/logo";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center px-6 py-16">
      <Logo className="justify-self-center" />
      <ErrorState
        level="h1"
        title="Something broke on our side"
        reference={digestOf(error)}
        action={
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        Nothing you entered was wrong. Try again in a moment; if it stays like this, pass on the reference
        below.
      </ErrorState>
    </main>
  );
}

/** What Next wrote into the server's log beside the error. */
function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined;
}
