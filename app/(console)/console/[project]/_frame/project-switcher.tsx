"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { useState } from "react";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/app/_ui/menu";
import { NewProjectDialog } from "./new-project-dialog";
import { text } from "./text";

export interface ProjectChoice {
  id: string;
  name: string;
}

/** Shows the current project and switches to another. */
export function ProjectSwitcher({
  projects,
  current,
  mayCreate,
}: {
  projects: ProjectChoice[];
  current: ProjectChoice;
  mayCreate: boolean;
}) {
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={text.switchProject(current.name)}
            className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md border bg-surface ps-2.5 pe-2 text-start text-sm hover:bg-subtle pointer-coarse:h-11"
          >
            <span className="min-w-0 flex-1 truncate font-medium">{current.name}</span>
            <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
          </button>
        }
      >
        <MenuLabel>{text.projects}</MenuLabel>
        {projects.map(({ id, name }) => (
          <MenuItem key={id} href={`/console/${id}`}>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            {id === current.id && <Check aria-hidden className="size-4 text-muted" />}
          </MenuItem>
        ))}
        {mayCreate && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Plus />} onSelect={() => setCreating(true)}>
              {text.newProject}
            </MenuItem>
          </>
        )}
      </Menu>
      <NewProjectDialog open={isCreating} onOpenChange={setCreating} />
    </>
  );
}
