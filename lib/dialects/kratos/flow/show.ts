import type { Ctx } from "@/lib/access";
import { channelsOf } from "@/lib/delivery";
import { hashOf, maskedToken, newSecret } from "../csrf";
import { messages, type UiText } from "../messages";
import { continueUrl, returnToIn } from "../return-to";
import { submitUrl } from "../urls";
import type { Flow, Notice } from "./context";
import {
  codeField,
  continueAnchor,
  csrfField,
  emailField,
  type FormKind,
  methodField,
  type Node,
  nameOf,
  placeholderField,
  resendButton,
  submitButton,
  tokenField,
} from "./nodes";
import { openToken } from "./sealed-token";

export type State = "choose_method" | "sent_email" | "passed_challenge";

/** The flow in a response. */
export interface ShownFlow {
  id: string;
  type: "api" | "browser";
  expires_at: string;
  issued_at: string;
  request_url: string;
  return_to?: string;
  active: "code" | "link" | "default";
  ui: { action: string; method: "POST" | "GET"; nodes: Node[]; messages?: UiText[] };
  state: State;
  transient_payload?: object;
}

/** The client that a flow is shown to. */
export interface Viewer {
  ctx: Ctx;
  base: string;
  /** The secret in the browser's cookie, or null. */
  secret: Buffer | null;
}

/** `sent_email` even if nothing was sent, so that nobody can find out who is known here. */
export function stateOf({ verification, context }: Flow): State {
  if (verification.verifiedAt) return "passed_challenge";
  return context.address === null ? "choose_method" : "sent_email";
}

export async function showFlow(flow: Flow, viewer: Viewer): Promise<ShownFlow> {
  const { verification: v, context, strategy } = flow;
  const { kratos } = viewer.ctx.project.settings.dialects;
  const state = stateOf(flow);
  const returnTo = returnToIn(context.requestUrl);
  const onward = continueUrl(returnTo, kratos, viewer.base);
  const isOver = state === "passed_challenge";
  const notice = isOver ? null : context.notice;
  const said = saidBy(flow, state, notice);
  return {
    id: v.id,
    type: context.type,
    expires_at: v.expiresAt.toISOString(),
    issued_at: v.createdAt.toISOString(),
    request_url: context.requestUrl,
    ...(returnTo !== null && { return_to: returnTo }),
    active: notice?.isLost ? "default" : strategy,
    ui: {
      action: isOver ? onward : submitUrl(viewer.base, v.id),
      method: isOver ? "GET" : "POST",
      nodes: isOver ? passed(flow, viewer, onward) : await form(flow, viewer, notice),
      ...(said.length > 0 && { messages: said }),
    },
    state,
  };
}

function saidBy({ verification: v, context, strategy }: Flow, state: State, notice: Notice | null): UiText[] {
  const usual: Record<State, () => UiText[]> = {
    choose_method: () => [],
    sent_email: () => [strategy === "link" ? messages.linkSent : sentTo(context.address!)],
    passed_challenge: () => [v.channel === "sms" ? messages.phoneVerified : messages.emailVerified],
  };
  const onForm = notice && notice.field === null ? [notice.message] : [];
  return notice?.isAlone ? onForm : [...usual[state](), ...onForm];
}

const sentTo = (address: string) => (address.includes("@") ? messages.codeSent : messages.codeSentBySms);

/** Whether the flow has an anti-CSRF token for this viewer: browser flows do, and any flow for a browser that opened its link. */
function needsToken({ context }: Flow, { secret }: Viewer): boolean {
  return context.type === "browser" || (secret !== null && context.browsers.includes(hashOf(secret)));
}

/** Empty for native applications. Without a cookie, a new secret's token, which cannot be used. */
const tokenFor = (flow: Flow, viewer: Viewer) =>
  needsToken(flow, viewer) ? maskedToken(viewer.secret ?? newSecret()) : "";

function passed(flow: Flow, viewer: Viewer, onward: string): Node[] {
  return [csrfField(tokenFor(flow, viewer)), continueAnchor(flow.strategy, onward)];
}

async function form(flow: Flow, viewer: Viewer, notice: Notice | null): Promise<Node[]> {
  const asking = {
    strategy: flow.strategy,
    takesPhones: (await channelsOf(viewer.ctx.project.id)).has("sms"),
  };
  const nodes = flow.strategy === "link" ? linkForm(flow, viewer, asking) : codeForm(flow, viewer, asking);
  return notice ? noticed(nodes, notice, asking, tokenFor(flow, viewer)) : nodes;
}

function linkForm(flow: Flow, viewer: Viewer, asking: FormKind): Node[] {
  const token = linkSecretFor(flow, viewer);
  const csrf = csrfField(tokenFor(flow, viewer));
  if (token !== undefined) return [csrf, tokenField(token), submitButton("link")];
  return [csrf, emailField(asking, flow.context.address ?? undefined), submitButton("link")];
}

function codeForm(flow: Flow, viewer: Viewer, asking: FormKind): Node[] {
  const { address } = flow.context;
  const csrf = needsToken(flow, viewer) ? [csrfField(tokenFor(flow, viewer))] : [];
  if (address === null) return [emailField(asking), submitButton("code"), ...csrf];
  return [
    methodField("code"),
    codeField(linkSecretFor(flow, viewer)),
    submitButton("code"),
    ...csrf,
    resendButton(address),
  ];
}

/** The link's secret, only for the browser that opened it. A stranger who started the flow must not see it (README). */
function linkSecretFor({ verification, context }: Flow, { secret }: Viewer): string | undefined {
  const { linkSecret } = context;
  if (!linkSecret || !secret || linkSecret.by !== hashOf(secret)) return undefined;
  return openToken(linkSecret.sealed, verification.id);
}

/** The form with the message for the last submission. */
function noticed(nodes: Node[], notice: Notice, asking: FormKind, token: string): Node[] {
  const shown =
    notice.addressValue === null ? nodes : addressValue(nodes, asking, notice.addressValue, token);
  const { field, message } = notice;
  if (field === null) return shown;
  const at = shown.findIndex((node) => nameOf(node) === field);
  if (at < 0) return [...shown, { ...placeholderField(field), messages: [message] }];
  return shown.map((node, i) => (i === at ? { ...node, messages: [message] } : node));
}

/** Replaces the node named `email` by an address field, or adds one. */
function addressValue(nodes: Node[], asking: FormKind, value: string, token: string): Node[] {
  const field = emailField(asking, value);
  const isThere = nodes.some((node) => nameOf(node) === "email");
  const replaced = nodes.map((node) => (nameOf(node) === "email" ? field : node));
  const asked = isThere ? replaced : [...replaced, field];
  return asked.some((node) => nameOf(node) === "csrf_token") ? asked : [...asked, csrfField(token)];
}
