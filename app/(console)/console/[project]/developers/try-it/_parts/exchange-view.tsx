import { CodeBlock } from "@/app/_ui/code-block";
import type { Exchange } from "../exchange";
import { text } from "../text";

/** An API call and its response, side by side on wide screens. */
export function ExchangeView({ exchange, number }: { exchange: Exchange; number: number }) {
  return (
    <li className="grid min-w-0 gap-3">
      <h2 className="font-semibold text-base">
        {number} · {exchange.title}
      </h2>
      <div className="grid min-w-0 items-start gap-3 xl:grid-cols-2">
        <CodeBlock title={text.request} code={exchange.curl} />
        <CodeBlock title={text.response(exchange.status)} code={exchange.body} wrap />
      </div>
    </li>
  );
}
