/** The look of pages that are read from a folder, where our stylesheet is not; it travels in the pack as a file of its own. */
export const PACK_STYLE = `body{font:18px/1.5 system-ui,"Noto Sans",Arial,sans-serif;color:#1b1f24;max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.2rem;margin:1.5rem 0 .5rem}
a{color:#0b4f8a}img{max-width:100%;height:auto;border:1px solid #b5bcc4}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;margin-bottom:.25rem}th,td{border:1px solid #b5bcc4;padding:.4rem .5rem;text-align:left;vertical-align:top}
dt{font-weight:600;margin-top:.5rem}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}.muted{color:#4d5661}
`;
