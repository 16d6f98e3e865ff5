import { Link, Text } from "react-email";
import { ink, Page } from "./frame";

/** An email with a caller's plain text: only its paragraphs. React escapes them. */
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
