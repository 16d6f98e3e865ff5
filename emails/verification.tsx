import { Button, Heading, Section, Text } from "react-email";
import { Frame, ink, type Look } from "./frame";

/** A message's parts, already in words. The template only arranges them. */
export interface VerificationEmail {
  locale: string;
  look: Look;
  preheader: string;
  heading: string;
  /** Where the code is typed, and for how long it is good. */
  instruction: string;
  code: string;
  /** Leads from the code to the link. */
  alternative: string;
  button: string;
  linkUrl: string;
  /** Who never asks for it; what to do if it was somebody else; where help is. */
  footer: string[];
}

const codeStyle = {
  backgroundColor: "#eef1ef",
  borderRadius: "6px",
  color: "#1b1e1d",
  fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSize: "32px",
  fontWeight: 600,
  // Space for the eye only: the text stays six digits in a row, which is what is copied and auto-filled.
  letterSpacing: "6px",
  lineHeight: "40px",
  margin: "0 0 24px",
  padding: "16px 12px 16px 18px",
  textAlign: "center" as const,
};

/** The code and the link of one challenge, in one message. */
export function VerificationEmail(props: VerificationEmail) {
  const { look } = props;
  return (
    <Frame locale={props.locale} look={look} preheader={props.preheader} footer={props.footer}>
      <Heading
        as="h1"
        className="ink"
        style={{ ...ink, fontSize: "20px", lineHeight: "28px", fontWeight: 600 }}
      >
        {props.heading}
      </Heading>
      <Text className="ink" style={ink}>
        {props.instruction}
      </Text>
      <Text className="code" style={codeStyle}>
        {props.code}
      </Text>
      <Text className="ink" style={ink}>
        {props.alternative}
      </Text>
      <Section style={{ margin: "0 0 8px" }}>
        <Button
          href={props.linkUrl}
          style={{
            backgroundColor: look.accent,
            borderRadius: "6px",
            color: look.onAccent,
            fontSize: "16px",
            fontWeight: 600,
            lineHeight: "24px",
            padding: "12px 20px",
          }}
        >
          {props.button}
        </Button>
      </Section>
    </Frame>
  );
}
