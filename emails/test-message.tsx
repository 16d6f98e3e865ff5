import { Heading, Text } from "react-email";
import { Frame, ink, type Look } from "./frame";

export interface TestEmail {
  locale: string;
  look: Look;
  heading: string;
  text: string;
  footer: string[];
}

/** What an operator receives to see that a provider works. */
export function TestEmail({ locale, look, heading, text, footer }: TestEmail) {
  return (
    <Frame locale={locale} look={look} preheader={text} footer={footer}>
      <Heading
        as="h1"
        className="ink"
        style={{ ...ink, fontSize: "20px", lineHeight: "28px", fontWeight: 600 }}
      >
        {heading}
      </Heading>
      <Text className="ink" style={ink}>
        {text}
      </Text>
    </Frame>
  );
}
