import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CallSection } from "./call-section";
import { chapters } from "./reference";

test.each(chapters.map((chapter) => [chapter.name, chapter] as const))(
  "%s: each call is rendered",
  (_, { calls }) => {
    for (const call of calls) {
      const html = renderToStaticMarkup(<CallSection call={call} />);
      expect(html).toContain(`id="${call.operation.operationId}"`);
    }
  },
);
