import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { FlowView } from "@/lib/dialects/kratos";

type Ui = Extract<FlowView, { flow: object }>["flow"]["ui"];
type Node = Ui["nodes"][number];
type InputNode = Extract<Node, { type: "input" }>;
type TextOf = (message: NonNullable<InputNode["meta"]["label"]>) => string;

/** The label id by which clients recognize the resend button. */
const resendLabel = 1070008;

const isInput = (node: Node): node is InputNode => node.type === "input";
const isResend = (node: InputNode) =>
  node.attributes.type === "submit" && node.meta.label?.id === resendLabel;

/**
 * A flow's nodes as forms. Resending has a form of its own, so that it does not submit a half-typed code, and a code is not
 * submitted with the address.
 */
export function FlowForms({ ui, textOf }: { ui: Ui; textOf: TextOf }) {
  const inputs = ui.nodes.filter(isInput);
  const onward = ui.nodes.find((node) => node.type === "a");
  const resend = inputs.find(isResend);
  const hidden = inputs.filter(({ attributes }) => attributes.type === "hidden");
  if (onward) {
    return (
      <Button asChild variant="primary" size="lg" className="mt-6 w-full">
        <a href={onward.attributes.href} id={onward.attributes.id}>
          {textOf(onward.attributes.title)}
        </a>
      </Button>
    );
  }
  return (
    <>
      <form action={ui.action} method="post" className="mt-6 grid gap-4">
        {inputs
          .filter((node) => !isResend(node))
          .map((node) => (
            <Control key={`${node.attributes.name} ${node.attributes.type}`} node={node} textOf={textOf} />
          ))}
      </form>
      {resend && (
        <form action={ui.action} method="post" className="mt-4">
          {hidden.map((node) => (
            <Control key={node.attributes.name} node={node} textOf={textOf} />
          ))}
          <Button type="submit" variant="ghost" name="email" value={resend.attributes.value}>
            {resend.meta.label && textOf(resend.meta.label)}
          </Button>
        </form>
      )}
    </>
  );
}

function Control({ node: { attributes, messages, meta }, textOf }: { node: InputNode; textOf: TextOf }) {
  const { name, type, value, required, autocomplete } = attributes;
  const label = meta.label ? textOf(meta.label) : name;
  if (type === "hidden") return <input type="hidden" name={name} value={value} />;
  if (type === "submit") {
    return (
      <Button type="submit" variant="primary" size="lg" className="w-full" name={name} value={value}>
        {label}
      </Button>
    );
  }
  return (
    <Field label={label} error={messages[0] && textOf(messages[0])}>
      <Input
        name={name}
        type={type}
        defaultValue={value}
        required={required}
        autoComplete={autocomplete ?? (type === "email" ? "email" : undefined)}
        inputMode={autocomplete === "one-time-code" ? "numeric" : undefined}
        autoFocus
      />
    </Field>
  );
}
