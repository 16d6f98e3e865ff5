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
import { deleteView, keepView, restoreView } from "../actions";
import { text } from "../text";

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
            {view.isShared && <span className="ps-1.5 text-muted text-xs">{text.shared}</span>}
          </Link>
          <ActionButton
            action={deleteView}
            fields={{ project, view: view.id }}
            done={text.viewDeleted(view.name)}
            undo={{
              action: restoreView,
              fields: {
                project,
                view: view.id,
                name: view.name,
                query: view.query,
                isShared: view.isShared ? "on" : "",
              },
              done: text.viewRestored(view.name),
            }}
            variant="ghost"
            size="icon-sm"
            aria-label={text.deleteView(view.name)}
          >
            <X aria-hidden />
          </ActionButton>
        </span>
      ))}
      {query && !isSaved && (
        <FormDialog
          title={text.saveView}
          description={text.saveViewText}
          trigger={
            <Button size="sm" variant="ghost">
              <Bookmark aria-hidden />
              {text.saveView}
            </Button>
          }
          action={keepView}
          hidden={{ project, query }}
          submit={text.save}
          cancel={text.keepEditing}
        >
          {(state) => (
            <>
              <Field
                label={text.viewName}
                error={state.violations?.name ?? (state.refusal && text.tooManyViews)}
                required
              >
                <Input name="name" maxLength={60} autoComplete="off" defaultValue={state.fields.name} />
              </Field>
              <Checkbox name="isShared" label={text.share} defaultChecked={state.fields.isShared === "on"} />
            </>
          )}
        </FormDialog>
      )}
    </div>
  );
}
