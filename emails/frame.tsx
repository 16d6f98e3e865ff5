import type { CSSProperties, ReactNode } from "react";
import { Body, Container, Head, Hr, Html, Img, Preview, Text } from "react-email";
import { directionOf } from "@/lib/i18n";

/** The theme of a project's emails. Values are validated with the settings. */
export interface Theme {
  brand: string;
  /** `#rrggbb`. */
  accent: string;
  /** Black or white, whichever is readable on the accent. */
  onAccent: string;
  /** Emails load nothing else. */
  logoUrl: string | null;
}

interface Frame {
  locale: string;
  theme: Theme;
  /** The preview text in message lists. Never contains the code, which the subject already shows on locked screens. */
  preheader: string;
  /** The lines below the rule. */
  footer: string[];
  children: ReactNode;
}

/** Dark colors for clients that support the media query. Clients that invert colors themselves get the light ones. */
const styles = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page, .page > table > tbody > tr > td { background-color: #151716 !important; }
    .card { background-color: #1d201f !important; border-color: #333836 !important; }
    .ink { color: #eceeed !important; }
    .quiet { color: #a3aaa7 !important; }
    .code { background-color: #262a28 !important; color: #ffffff !important; }
    .rule { border-top-color: #333836 !important; }
  }`;

export const fontFamily =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
export const ink: CSSProperties = {
  color: "#1b1e1d",
  fontSize: "16px",
  lineHeight: "24px",
  margin: "0 0 16px",
};
export const mutedText: CSSProperties = {
  color: "#5d6562",
  fontSize: "13px",
  lineHeight: "20px",
  margin: "0 0 12px",
};

const card: CSSProperties = {
  backgroundColor: "#ffffff",
  border: "1px solid #dfe3e1",
  borderRadius: "8px",
  maxWidth: "600px",
  width: "100%",
  padding: "32px",
};

/** An empty page with a card for the content. */
export function Page({
  locale,
  preheader,
  children,
}: Pick<Frame, "locale" | "children"> & { preheader?: string }) {
  const language = { lang: locale, dir: directionOf(locale) };
  return (
    <Html {...language}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        {/* react-email does not escape a string in <style>. It is a constant. */}
        <style>{styles}</style>
      </Head>
      {preheader && <Preview>{preheader}</Preview>}
      {/* react-email would declare English here, again. */}
      <Body
        {...language}
        className="page"
        style={{ backgroundColor: "#f4f6f5", fontFamily, margin: 0, padding: "24px 12px" }}
      >
        <Container className="card" style={card}>
          {children}
        </Container>
      </Body>
    </Html>
  );
}

/** The frame of a project's emails: the brand above, the footer below. */
export function Frame({ locale, theme, preheader, footer, children }: Frame) {
  return (
    <Page locale={locale} preheader={preheader}>
      {theme.logoUrl ? (
        <Img src={theme.logoUrl} alt={theme.brand} height="32" style={{ margin: "0 0 24px" }} />
      ) : (
        <Text className="ink" style={{ ...ink, fontWeight: 600, margin: "0 0 24px" }}>
          {theme.brand}
        </Text>
      )}
      {children}
      <Hr className="rule" style={{ borderTop: "1px solid #dfe3e1", margin: "24px 0 16px" }} />
      {footer.map((line) => (
        <Text key={line} className="quiet" style={mutedText}>
          {line}
        </Text>
      ))}
    </Page>
  );
}
