import type { Project } from "@/lib/projects";
import { widgetOf } from "./kinds";

export interface WidgetPage {
  html: string;
  /** Its Content-Security-Policy. No other page allows anything from the vendor. */
  policy: string;
}

/**
 * The page with a vendor's widget, which our pages show in a frame. It tells them `{ answer }` and its `{ height }`.
 * `locale` and `nonce` must be safe to quote. Null: the project uses no widget.
 */
export function widgetPage({ settings }: Project, locale: string, nonce: string): WidgetPage | null {
  const found = widgetOf(settings.protection.challenge);
  if (!found) return null;
  const { scriptUrl, className, sources, heightPixels, openHeightPixels } = found.widget;
  const from = sources.join(" ");
  const html = `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<title>${found.widget.kind}</title>
<style>body { margin: 0 }</style>
<div class="${className}" data-sitekey="${found.siteKey}" data-callback="onAnswer" data-expired-callback="onEnd"
  data-error-callback="onEnd" data-open-callback="onOpen" data-close-callback="onClose"></div>
<script nonce="${nonce}">
  // Functions, because vendors find callbacks by their name on the window.
  function tell(message) { parent.postMessage(message, location.origin); }
  function onAnswer(answer) { tell({ answer }); onClose(); }
  function onEnd() { tell({ answer: "" }); }
  function onOpen() { tell({ height: ${openHeightPixels} }); }
  function onClose() { tell({ height: ${heightPixels} }); }
  onClose();
</script>
<script nonce="${nonce}" src="${scriptUrl}" async defer></script>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'unsafe-inline' ${from}`,
    `frame-src ${from}`,
    `connect-src 'self' ${from}`,
    `img-src data: ${from}`,
    "base-uri 'none'",
    "form-action 'none'",
    // The page around it can itself be in a frame of an allowed site.
    ["frame-ancestors 'self'", ...settings.embedding.allowedOrigins].join(" "),
  ].join("; ");
  return { html, policy };
}
