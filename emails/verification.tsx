import { Heading, Text } from "react-email";
import { Code, LinkButton } from "./challenge";
import { Frame, ink, type Theme } from "./frame";

/** A message's parts, already in words. The template only arranges them. */
export interface VerificationEmail {
  locale: string;
  theme: Theme;
  preheader: string;
  heading: string;
  /** Where the code is typed, and for how long it is good. */
  instruction: string;
  /** Null if the message offers only a link. */
  code: string | null;
  /** Leads from the code to the link. */
  alternative: string | null;
  button: string;
  /** Null where the message offers a code alone. */
  linkUrl: string | null;
  /** Who never asks for it; what to do if it was somebody else; where help is. */
  footer: string[];
}

/** What one challenge offers, in one message: a code, a link, or both. */
export function VerificationEmail(props: VerificationEmail) {
  const { theme } = props;
  return (
    <Frame locale={props.locale} theme={theme} preheader={props.preheader} footer={props.footer}>
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
      {props.code && <Code code={props.code} />}
      {props.linkUrl && (
        <>
          {props.alternative && (
            <Text className="ink" style={ink}>
              {props.alternative}
            </Text>
          )}
          <LinkButton
            href={props.linkUrl}
            accent={theme.accent}
            onAccent={theme.onAccent}
            text={props.button}
          />
        </>
      )}
    </Frame>
  );
}
