import { messages, type UiText } from "../messages";
import type { Strategy } from "../policies";

type Group = "default" | Strategy;

interface InputAttributes {
  name: string;
  type: "text" | "email" | "hidden" | "submit";
  value?: string;
  required?: true;
  autocomplete?: "one-time-code";
  disabled: false;
  node_type: "input";
}

interface AnchorAttributes {
  href: string;
  title: UiText;
  id: "continue";
  node_type: "a";
}

interface Common {
  group: Group;
  messages: UiText[];
  meta: { label?: UiText };
}

export type InputNode = Common & { type: "input"; attributes: InputAttributes };
export type Node = InputNode | (Common & { type: "a"; attributes: AnchorAttributes });

type Given = Omit<InputAttributes, "disabled" | "node_type">;

function input(group: Group, attributes: Given, label?: UiText): InputNode {
  return {
    type: "input",
    group,
    attributes: { ...attributes, disabled: false, node_type: "input" },
    messages: [],
    meta: label ? { label } : {},
  };
}

/** A form's strategy and the kind of its address field. */
export interface FormKind {
  strategy: Strategy;
  /** Whether phone numbers are accepted, too. */
  takesPhones: boolean;
}

export function emailField({ strategy, takesPhones }: FormKind, value?: string): InputNode {
  const given = value === undefined ? {} : { value };
  return strategy === "code" && takesPhones
    ? input("code", { name: "email", type: "text", ...given, required: true }, messages.emailOrPhoneLabel)
    : input(strategy, { name: "email", type: "email", ...given, required: true }, messages.emailLabel);
}

export const submitButton = (strategy: Strategy) =>
  input(strategy, { name: "method", type: "submit", value: strategy }, messages.continueLabel);

export const methodField = (strategy: Strategy) =>
  input(strategy, { name: "method", type: "hidden", value: strategy });

export const codeField = (value?: string) =>
  input(
    "code",
    {
      name: "code",
      type: "text",
      ...(value !== undefined && { value }),
      required: true,
      autocomplete: "one-time-code",
    },
    messages.codeLabel,
  );

/** Resends to the same address. Clients recognize it by its label's id. */
export const resendButton = (address: string) =>
  input("code", { name: "email", type: "submit", value: address }, messages.resendLabel);

/** Empty in flows of native applications, which have no browser to protect. */
export const csrfField = (token: string) =>
  input("default", { name: "csrf_token", type: "hidden", value: token, required: true });

/** A link's token, for the button that redeems it. */
export const tokenField = (token: string) => input("link", { name: "token", type: "hidden", value: token });

export const continueAnchor = (strategy: Strategy, href: string): Node => ({
  type: "a",
  group: strategy,
  attributes: { href, title: messages.continueLabel, id: "continue", node_type: "a" },
  messages: [],
  meta: { label: messages.continueLabel },
});

/** A node for a message whose field is not in the form. */
export const placeholderField = (name: string) => input("default", { name, type: "text" });

export const nameOf = (node: Node) => (node.type === "input" ? node.attributes.name : null);
