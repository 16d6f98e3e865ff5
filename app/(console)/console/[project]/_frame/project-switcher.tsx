"use client";

import { Check, ChevronsUpDown, FlaskConical, LayoutGrid } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/app/_ui/menu";
import type { Environment } from "@/lib/projects";
import { useText } from "../../../_text/use-text";

export interface ProjectChoice {
  id: string;
  name: string;
  environment: Environment;
}

/** Shows the current project and switches to another. */
export function ProjectSwitcher({
  projects,
  current,
}: {
  projects: ProjectChoice[];
  current: ProjectChoice;
}) {
  const t = useText();
  const isLive = current.environment === "live";
  const label = t("frame.switchProject", { name: current.name });
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={isLive ? label : `${label} (${t(`frame.environments.${current.environment}`)})`}
          className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md border bg-surface ps-2.5 pe-2 text-start text-sm hover:bg-subtle pointer-coarse:h-11"
        >
          <span className="min-w-0 flex-1 truncate font-medium">{current.name}</span>
          {!isLive && <EnvironmentBadge environment={current.environment} />}
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      {(["live", "test", "shadow"] as const).map((environment) => (
        <Choices
          key={environment}
          label={t(`frame.environments.${environment}`)}
          projects={projects.filter((project) => project.environment === environment)}
          current={current.id}
        />
      ))}
      <MenuSeparator />
      <MenuItem icon={<LayoutGrid />} href={`/console/${current.id}/projects`}>
        {t("frame.pages.allProjects")}
      </MenuItem>
    </Menu>
  );
}

function Choices({
  label,
  projects,
  current,
}: {
  label: string;
  projects: ProjectChoice[];
  current: string;
}) {
  if (projects.length === 0) return null;
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      {projects.map(({ id, name, environment }) => (
        <MenuItem key={id} href={`/console/${id}`}>
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {environment !== "live" && <EnvironmentBadge environment={environment} />}
          {id === current && <Check aria-hidden className="size-4 text-muted" />}
        </MenuItem>
      ))}
    </>
  );
}

function EnvironmentBadge({ environment }: { environment: Environment }) {
  const t = useText();
  return (
    <Badge tone="warning">
      <FlaskConical aria-hidden />
      {t(`frame.environments.${environment}`)}
    </Badge>
  );
}
