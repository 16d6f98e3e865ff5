import { headers } from "next/headers";
import { type Caller, type Ctx, noteRequest, type Origin } from "@/lib/access";
import { endUserOf } from "@/lib/http";
import { newId } from "@/lib/id";
import { findReservedProject, type Project } from "@/lib/projects";

/** The context of an operator's action in a project. */
export function operatorCtx(project: Project, operatorId: string): Ctx & { requestId: string } {
  return {
    project,
    caller: { kind: "operator", operatorId },
    dialect: "console",
    requestId: newRequestId(),
    endUser: null,
  };
}

/** The context of what operators do with their own account and sessions, which belong to no project. */
export async function accountCtx(operatorId: string): Promise<Ctx> {
  return notedCtx(await reservedProject(), operatorId);
}

/** An operator's context whose events in the audit log name the browser's address. */
export async function notedCtx(project: Project, operatorId: string): Promise<Ctx> {
  const ctx = operatorCtx(project, operatorId);
  await noteRequest(ctx.requestId, await currentOrigin());
  return ctx;
}

/** Where this request comes from. */
export async function currentOrigin(): Promise<Origin> {
  const { ip, userAgent } = endUserOf(new Headers(await headers()));
  return { address: ip, userAgent };
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
