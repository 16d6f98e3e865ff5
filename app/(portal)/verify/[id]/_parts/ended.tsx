import { Button } from "@/app/_ui/button";
import { toTypeId } from "@/lib/id";
import { brandName, withResult } from "@/lib/projects";
import { Frame } from "../../../_parts/frame";
import type { PageState } from "../../../_parts/page-state";
import { wordsIn } from "../../../_words";
import type { Shown } from "../page";

/** Expired, locked or canceled: what happened, and the way forward. */
export function Ended({
  verification: v,
  project,
  locale,
  state,
}: Shown & { state: Extract<PageState, "expired" | "locked" | "canceled"> }) {
  const words = wordsIn(locale);
  const name = brandName(project);
  return (
    <Frame project={project} locale={locale} title={words[state].title}>
      <p className="mt-3 text-muted">{words[state].lead(name)}</p>
      {v.returnUrl && (
        <Button asChild variant="primary" size="lg" className="mt-6 w-full">
          <a href={withResult(v.returnUrl, toTypeId("ver", v.id), state)}>{words.backTo(name)}</a>
        </Button>
      )}
    </Frame>
  );
}
