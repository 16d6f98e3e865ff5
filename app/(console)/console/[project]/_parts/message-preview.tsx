import { DescriptionList } from "@/app/_ui/description-list";
import { Tabs } from "@/app/_ui/tabs";
import type { InboxMessage } from "@/lib/verification";
import { getText } from "../../../_text/get-text";

/** A message as its recipient saw it. An email has an HTML and a text version. */
export function MessagePreview({ message }: { message: InboxMessage }) {
  if (message.channel === "sms") return <SmsBubble text={message.text} />;
  // The message couldn't be rendered again. `text` contains the reason.
  return message.html === null ? (
    <p className="text-muted text-sm">{message.text}</p>
  ) : (
    <Mail message={message} html={message.html} />
  );
}

async function Mail({ message, html }: { message: InboxMessage; html: string }) {
  const t = await getText();
  return (
    <div className="grid gap-4">
      <DescriptionList
        items={[
          {
            term: t("messages.subject"),
            description: <span className="font-medium">{message.subject}</span>,
          },
          { term: t("messages.to"), description: message.to },
        ]}
      />
      <Tabs
        label={t("messages.preview")}
        items={[
          {
            value: "html",
            label: t("messages.html"),
            content: (
              // An empty sandbox blocks scripts, forms and navigation, and isolates the origin. Emails are designed for light mode.
              <iframe
                title={t("messages.frame")}
                sandbox=""
                srcDoc={html}
                className="h-144 w-full rounded-md border bg-white scheme-light"
              />
            ),
          },
          {
            value: "text",
            label: t("messages.text"),
            content: (
              <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-md border bg-surface p-4 font-mono text-[0.8125rem] leading-relaxed">
                {message.text}
              </pre>
            ),
          },
        ]}
      />
    </div>
  );
}

function SmsBubble({ text }: { text: string }) {
  return (
    <div className="flex rounded-md border bg-subtle p-6">
      <p className="max-w-72 whitespace-pre-wrap break-words rounded-lg rounded-bl-sm bg-surface px-4 py-3 text-sm">
        {text}
      </p>
    </div>
  );
}
