import { Link, Text } from "react-email";
import { ink, Page } from "./frame";

/** A mail that somebody wrote as plain text: its paragraphs, nothing else. React escapes every one. */
export function PlainEmail({
  locale,
  blocks,
}: {
  locale: string;
  blocks: readonly { text: string; isLink: boolean }[];
}) {
  return (
    <Page locale={locale}>
      {blocks.map(({ text, isLink }) => (
        <Text key={text} className="ink" style={ink}>
          {isLink ? <Link href={text}>{text}</Link> : text}
        </Text>
      ))}
    </Page>
  );
}
