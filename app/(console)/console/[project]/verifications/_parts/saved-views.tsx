"use client";

import { Bookmark, X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ActionButton } from "@/app/_forms/action-button";
import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useText } from "../../../../_text/use-text";
import { deleteView, keepView, restoreView } from "../actions";

interface View {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
}

/** The saved views above the list, and a dialog to save the current filters as another one. */
export function SavedViews({
  project,
  path,
  views,
  query,
}: {
  project: string;
  path: string;
  views: View[];
  /** The current filters. Empty: none. */
  query: string;
}) {
  const t = useText();
  const isSaved = views.some((view) => view.query === query);
  if (views.length === 0 && !query) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {views.map((view) => (
        <span
          key={view.id}
          className="inline-flex items-center rounded-md border has-aria-[current=true]:border-accent has-aria-[current=true]:bg-accent-soft"
        >
          <Link
            href={`${path}?${view.query}` as Route}
            aria-current={view.query === query ? "true" : undefined}
            className="flex h-8 items-center rounded-md px-3 text-sm pointer-coarse:h-10"
          >
            {view.name}
            {view.isShared && (
              <span className="ps-1.5 text-muted text-xs">{t("verifications.views.shared")}</span>
            )}
          </Link>
          <ActionButton
            action={deleteView}
            fields={{ project, view: view.id }}
            done={t("verifications.views.deleted", { name: view.name })}
            undo={{
              action: restoreView,
              fields: {
                project,
                view: view.id,
                name: view.name,
                query: view.query,
                isShared: view.isShared ? "on" : "",
              },
              done: t("verifications.views.restored", { name: view.name }),
            }}
            variant="ghost"
            size="icon-sm"
            aria-label={t("verifications.views.delete", { name: view.name })}
          >
            <X aria-hidden />
          </ActionButton>
        </span>
      ))}
      {query && !isSaved && (
        <FormDialog
          title={t("verifications.views.save")}
          description={t("verifications.views.saveText")}
          trigger={
            <Button size="sm" variant="ghost">
              <Bookmark aria-hidden />
              {t("verifications.views.save")}
            </Button>
          }
          action={keepView}
          hidden={{ project, query }}
          submit={t("verifications.views.submit")}
          cancel={t("verifications.views.cancel")}
        >
          {(state) => (
            <>
              <Field
                label={t("verifications.views.name")}
                error={state.violations?.name ?? (state.refusal && t("verifications.views.tooMany"))}
                required
              >
                <Input name="name" maxLength={60} autoComplete="off" defaultValue={state.fields.name} />
              </Field>
              <Checkbox
                name="isShared"
                label={t("verifications.views.share")}
                defaultChecked={state.fields.isShared === "on"}
              />
            </>
          )}
        </FormDialog>
      )}
    </div>
  );
}
