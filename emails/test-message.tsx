import { Heading, Text } from "react-email";
import { Frame, ink, type Theme } from "./frame";

export interface TestEmail {
  locale: string;
  theme: Theme;
  heading: string;
  text: string;
  footer: string[];
}

/** The test message of a provider. */
export function TestEmail({ locale, theme, heading, text, footer }: TestEmail) {
  return (
    <Frame locale={locale} theme={theme} preheader={text} footer={footer}>
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
