import { Button, Section, Text } from "react-email";

const codeStyle = {
  backgroundColor: "#eef1ef",
  borderRadius: "6px",
  color: "#1b1e1d",
  fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSize: "32px",
  fontWeight: 600,
  // Visual spacing only. The text contains no spaces, so that it can be copied and autofilled.
  letterSpacing: "6px",
  lineHeight: "40px",
  margin: "0 0 24px",
  padding: "16px 12px 16px 18px",
  textAlign: "center" as const,
};

/** The code, in large type and easy to copy. */
export function Code({ code }: { code: string }) {
  return (
    <Text className="code" style={codeStyle} dir="ltr">
      {code}
    </Text>
  );
}

interface LinkButton {
  href: string;
  /** `#rrggbb`. */
  accent: string;
  onAccent: string;
  text: string;
}

export function LinkButton({ href, accent, onAccent, text }: LinkButton) {
  return (
    <Section style={{ margin: "0 0 8px" }}>
      <Button
        href={href}
        style={{
          backgroundColor: accent,
          borderRadius: "6px",
          color: onAccent,
          fontSize: "16px",
          fontWeight: 600,
          lineHeight: "24px",
          padding: "12px 20px",
        }}
      >
        {text}
      </Button>
    </Section>
  );
}
