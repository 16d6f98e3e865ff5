/** An identity provider's logo, drawn inline so that nothing is fetched. Decorative: always show the name next to it. */
export function ProviderLogo({ kind, logoUrl }: { kind: string; logoUrl: string | null }) {
  if (logoUrl) {
    return (
      // biome-ignore lint/performance/noImgElement: the logo is on another host, and the optimizer would have to fetch it.
      <img src={logoUrl} alt="" className="size-5 shrink-0 object-contain" referrerPolicy="no-referrer" />
    );
  }
  return (
    <svg viewBox="0 0 24 24" aria-hidden className="!size-5 shrink-0" fill="none">
      {logos[kind] ?? keyLogo}
    </svg>
  );
}

const line = {
  stroke: "currentColor",
  strokeWidth: 2,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

/** For providers without a logo here. */
const keyLogo = (
  <g {...line}>
    <circle cx="8" cy="15.5" r="4.5" />
    <path d="m11.5 12 8-8M16 7.5l3 3M13.5 10l2 2" />
  </g>
);

/** Simplified, recognizable by color or shape. Each works in light and dark mode. */
const logos: Record<string, React.ReactNode> = {
  google: (
    <g strokeWidth="4" strokeLinecap="butt">
      <path stroke="#ea4335" d="M5.1 8A8 8 0 0 1 17.7 6.3" />
      <path stroke="#fbbc05" d="M5.1 16a8 8 0 0 1 0-8" />
      <path stroke="#34a853" d="M17.1 18.1A8 8 0 0 1 5.1 16" />
      <path stroke="#4285f4" d="M12 12h8a8 8 0 0 1-2.9 6.1" />
    </g>
  ),
  microsoft: (
    <>
      <path fill="#f25022" d="M3 3h8.5v8.5H3z" />
      <path fill="#7fba00" d="M12.5 3H21v8.5h-8.5z" />
      <path fill="#00a4ef" d="M3 12.5h8.5V21H3z" />
      <path fill="#ffb900" d="M12.5 12.5H21V21h-8.5z" />
    </>
  ),
  github: (
    <g {...line}>
      <circle cx="7" cy="5.5" r="2.5" />
      <circle cx="7" cy="18.5" r="2.5" />
      <circle cx="17" cy="8.5" r="2.5" />
      <path d="M7 8v8M17 11c0 3-2.5 4-5.5 4H9" />
    </g>
  ),
};
