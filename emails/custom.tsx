import { Heading, Img, Text } from "react-email";
import { Code, LinkButton } from "./challenge";
import { ink, mutedText, Page } from "./frame";

/** An email with the caller's own texts. Null parts are omitted; React escapes every text. */
export interface CustomEmail {
  locale: string;
  /** `#rrggbb`. */
  accent: string;
  onAccent: string;
  /** A `data:` URI. */
  logo: string | null;
  heading: string | null;
  body: string | null;
  code: string | null;
  button: string;
  linkUrl: string | null;
  info: string | null;
  footer: string | null;
}

/** All texts and colors come from the caller, none from the project's branding. */
export function CustomEmail(props: CustomEmail) {
  return (
    <Page locale={props.locale}>
      {props.logo && <Img src={props.logo} alt="" height="32" style={{ margin: "0 0 24px" }} />}
      {props.heading && (
        <Heading
          as="h1"
          className="ink"
          style={{ ...ink, fontSize: "20px", lineHeight: "28px", fontWeight: 600 }}
        >
          {props.heading}
        </Heading>
      )}
      {props.body && (
        <Text className="ink" style={ink}>
          {props.body}
        </Text>
      )}
      {props.code && <Code code={props.code} />}
      {props.linkUrl && (
        <LinkButton
          href={props.linkUrl}
          accent={props.accent}
          onAccent={props.onAccent}
          text={props.button}
        />
      )}
      {props.info && (
        <Text className="quiet" style={mutedText}>
          {props.info}
        </Text>
      )}
      {props.footer && (
        <Text className="quiet" style={mutedText}>
          {props.footer}
        </Text>
      )}
    </Page>
  );
}
