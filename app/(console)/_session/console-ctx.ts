import { headers } from "next/headers";
import type { Caller, Ctx } from "@/lib/access";
import { endUserOf } from "@/lib/http";
import { newId } from "@/lib/id";
import { findReservedProject, type Project } from "@/lib/projects";

/** The context of an operator's action in a project. */
export function operatorCtx(project: Project, operatorId: string): Ctx {
  return {
    project,
    caller: { kind: "operator", operatorId },
    dialect: "console",
    requestId: newRequestId(),
    endUser: null,
  };
}

/** The project for the console's own sign-in codes. Created at the first start, so it always exists. */
export async function reservedProject(): Promise<Project> {
  const project = await findReservedProject();
  if (!project) throw new Error("The reserved project is missing.");
  return project;
}

/** The context of a person who isn't signed in yet. Their network counts against the limits. */
export async function anonymousCtx(caller: Caller): Promise<Ctx> {
  const endUser = endUserOf(new Headers(await headers()));
  return { project: await reservedProject(), caller, dialect: "console", requestId: newRequestId(), endUser };
}

function newRequestId(): string {
  return `req_${newId().replaceAll("-", "")}`;
}
