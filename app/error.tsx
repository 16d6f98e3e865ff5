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
        title="Something went wrong"
        reference={digestOf(error)}
        action={
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        This is a problem on our side. Try again in a moment. If it keeps happening, contact support and
        include the reference below.
      </ErrorState>
    </main>
  );
}

/** The digest that Next logs with the error on the server. */
function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error ? String(error.digest) : undefined;
}
