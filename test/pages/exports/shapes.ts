/** What is wrong with an XML text: signs that XML has not, tags that do not close one another, entities that nobody defined. Null: well-formed. */
export function faultOfXml(xml: string): string | null {
  const bad = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(xml);
  if (bad !== null) return `the sign ${bad[0].charCodeAt(0).toString(16)}`;
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) return 'a document type';
  const open: string[] = [];
  const rest = xml
    .replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\?[\s\S]*?\?>/g, '')
    .replace(
      /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g,
      (_whole, end, name, words, empty) => {
        if (end === '/') open.push(...(open.at(-1) === name ? [] : [`</${name}>`]));
        if (end === '/' && open.at(-1) === name) open.pop();
        if (end !== '/' && empty !== '/') open.push(name as string);
        return ` ${String(words)} `;
      },
    );
  if (open.length > 0) return `${open.join(' ')} is not closed`;
  const loose = /[<]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)|\]\]>/i.exec(rest);
  return loose === null ? null : `loose ${JSON.stringify(rest.slice(loose.index, loose.index + 40))}`;
}

const ACTS = /\/(?:JavaScript|JS|OpenAction|Launch|URI|AA|SubmitForm|ImportData|GoToR|EmbeddedFiles?|RichMedia|XFA)\b/g;

/** Acts in the objects of a PDF: names outside of all strings and streams. */
export function actsInPdf(pdf: Buffer): string[] {
  const objects = pdf.toString('latin1').replace(/\bstream\r?\n[\s\S]*?\bendstream\b/g, '');
  let [bare, depth] = ['', 0];
  for (let at = 0; at < objects.length; at++) {
    const sign = objects[at] as string;
    if (depth > 0 && sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    else if (depth === 0) bare += sign;
  }
  return [...new Set(bare.match(ACTS) ?? [])].map((name) => `${name} in a PDF`);
}

// Each stands in the payloads; a page that shows it as text writes "&lt;" for its first sign.
const LIVE = [
  '<script>alert(1)',
  '<img src=x',
  '<svg/onload',
  '<!-- <?php',
  '</title></item>',
  '<w:fldSimple',
  'href="javascript:',
  "href='javascript:",
] as const;

/** Payloads that stand in a page as markup. */
export const markupIn = (html: string): string[] =>
  LIVE.filter((one) => html.includes(one)).map((one) => `live ${one}`);
