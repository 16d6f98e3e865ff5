"use client";

import { classes } from "@/app/_ui/classes";
import { Skeleton } from "@/app/_ui/skeleton";
import { useText } from "../../../../_text/use-text";
import { useResponse } from "../../_parts/use-response";

/** The confirmation email in the branding that is being entered. */
export function MailPreview({ project, values }: { project: string; values: Record<string, string> }) {
  const t = useText();
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  const { data, isCurrent } = useResponse<{ subject: string; html: string }>(
    `/console/${project}/settings/mail-preview?${query}`,
  );
  return (
    <figure className="grid content-start gap-2" aria-busy={!isCurrent}>
      <figcaption className="font-medium text-sm">{t("general.mailPreview")}</figcaption>
      {data ? (
        <div className={classes("grid gap-2 rounded-lg border bg-surface p-3", !isCurrent && "opacity-60")}>
          <p className="break-words px-1 font-medium text-sm">{data.subject}</p>
          {/* An empty sandbox blocks scripts, forms and navigation. */}
          <iframe
            title={t("general.mailPreview")}
            sandbox=""
            srcDoc={data.html}
            className="h-112 w-full rounded-md border bg-white scheme-light"
          />
        </div>
      ) : (
        <Skeleton className="h-112" />
      )}
    </figure>
  );
}
