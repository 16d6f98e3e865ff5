import { CircleCheck } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { toTypeId } from "@/lib/id";
import { brandName, withResult } from "@/lib/projects";
import { maskIdentifier } from "@/lib/users";
import { Frame } from "../../../_parts/frame";
import { wordsIn } from "../../../_words";
import type { Shown } from "../page";
import { GoOn } from "./go-on";

/** Confirmed. With a return URL the browser goes on by itself, and by a link where it cannot. */
export function Done({ verification: v, project, locale }: Shown) {
  const words = wordsIn(locale);
  const name = brandName(project);
  const returnUrl = v.returnUrl && withResult(v.returnUrl, toTypeId("ver", v.id), "verified");
  return (
    <Frame project={project} locale={locale} title={words.done.title}>
      <p className="mt-3 flex gap-2 text-muted" role="status">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success" />
        <span>
          {v.identifierValue ? words.done.lead(maskIdentifier(v.identifierValue)) : words.done.leadPlain}
        </span>
      </p>
      {returnUrl ? (
        <>
          <Button asChild variant="primary" size="lg" className="mt-6 w-full">
            <a href={returnUrl}>{words.done.continue(name)}</a>
          </Button>
          <GoOn to={returnUrl} text={words.done.returning(name)} />
        </>
      ) : (
        <p className="mt-4 text-muted text-sm">{words.done.close}</p>
      )}
    </Frame>
  );
}
