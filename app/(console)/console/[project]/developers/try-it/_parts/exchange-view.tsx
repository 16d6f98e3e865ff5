import { CodeBlock } from "@/app/_ui/code-block";
import { useText } from "../../../../../_text/use-text";
import { type SnippetLanguage, snippets } from "../../../_parts/snippets";
import type { Exchange } from "../exchange";

/** API calls and their responses, side by side on wide screens. */
export function ExchangeList({ exchanges, language }: { exchanges: Exchange[]; language: SnippetLanguage }) {
  const t = useText();
  return (
    <ol className="grid min-w-0 gap-8">
      {exchanges.map(({ title, call, status, body }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exchanges are only appended.
        <li key={i} className="grid min-w-0 gap-3">
          <h2 className="font-semibold text-base">
            {i + 1} · {title}
          </h2>
          <div className="grid min-w-0 items-start gap-3 xl:grid-cols-2">
            <CodeBlock title={t("tryIt.request")} code={snippets[language](call)} />
            <CodeBlock title={t("tryIt.response", { status })} code={body} wrap />
          </div>
        </li>
      ))}
    </ol>
  );
}
