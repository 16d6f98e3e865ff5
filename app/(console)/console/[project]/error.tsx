"use client";

import { Button } from "@/app/_ui/button";
import { ErrorState } from "@/app/_ui/error-state";

/** A page of the console broke; the frame around it stays. */
export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      level="h1"
      title="This page could not be made"
      reference={digest}
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      Nothing was changed by it. Perhaps the database cannot be reached; the server’s log says more under this
      reference.
    </ErrorState>
  );
}
