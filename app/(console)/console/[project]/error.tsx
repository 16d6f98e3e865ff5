"use client";

import { Button } from "@/app/_ui/button";
import { ErrorState } from "@/app/_ui/error-state";

/** Shown inside the console's layout when a page fails. */
export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      level="h1"
      title="This page couldn’t be loaded"
      reference={digest}
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      Try again in a moment. If it keeps happening, check that the database is reachable and search the
      server’s log for this reference.
    </ErrorState>
  );
}
