import { Heading, Text } from "react-email";
import { Code, LinkButton } from "./challenge";
import { Frame, ink, type Theme } from "./frame";

/** The texts of an email. The template only arranges them. */
export interface VerificationEmail {
  locale: string;
  theme: Theme;
  preheader: string;
  heading: string;
  /** Where to enter the code, and how long it is valid. */
  instruction: string;
  /** Null if the message offers only a link. */
  code: string | null;
  /** The sentence between code and link. */
  alternative: string | null;
  button: string;
  /** Null if the message offers only a code. */
  linkUrl: string | null;
  /** Warnings, what to do if it was someone else, and the support contact. */
  footer: string[];
}

/** The email of a challenge: a code, a link, or both. */
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
