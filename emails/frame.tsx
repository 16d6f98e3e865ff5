import type { CSSProperties, ReactNode } from "react";
import { Body, Container, Head, Hr, Html, Img, Preview, Text } from "react-email";

/** What a message looks like for one project. Every value is checked where settings are kept. */
export interface Theme {
  brand: string;
  /** `#rrggbb`. */
  accent: string;
  /** Black or white, whichever can be read on the accent. */
  onAccent: string;
  /** An https address, the only thing a message ever loads. */
  logoUrl: string | null;
}

interface Frame {
  locale: string;
  theme: Theme;
  /** What lists of messages show beside the subject. Never the code: it would stand on locked screens twice. */
  preheader: string;
  /** The small print. */
  footer: string[];
  children: ReactNode;
}

/** Dark colours are for clients that ask; clients that invert by themselves get the light ones, which survive it. */
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

/** The bare page: nothing on it but what it is given. */
export function Page({
  locale,
  preheader,
  children,
}: Pick<Frame, "locale" | "children"> & { preheader?: string }) {
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        {/* react-email writes a string child of <style> as it is; nothing in it comes from outside. */}
        <style>{styles}</style>
      </Head>
      {preheader && <Preview>{preheader}</Preview>}
      <Body
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

/** What every message of a project shares: the brand at its head, the small print at its foot. */
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
