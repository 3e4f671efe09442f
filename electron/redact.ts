type Rule = readonly [RegExp, string]

/** In this order: an address holds hosts, and a host may look like a token. */
const RULES: readonly Rule[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '<email>'],
  [/\b(https?|wss?):\/\/[^\s/"'<>)]+(?:\/[^\s"'<>)]*)?/gi, '$1://<address>'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '<token>'],
  [
    /\b(?:bearer|token|secret|password|authorization|cookie)\b(["']?\s*[:= ]\s*["']?)[^\s"',;]+/gi,
    '<secret>',
  ],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '<ip>'],
  [/\b[A-Za-z0-9_-]{32,}\b/g, '<token>'],
]

/** A text without what says who or where: addresses, hosts, tokens, the name of the account. */
export function redacted(text: string, home: string): string {
  const without = home.length > 1 ? text.replaceAll(home, '~') : text
  return RULES.reduce((before, [pattern, name]) => before.replaceAll(pattern, name), without)
}
