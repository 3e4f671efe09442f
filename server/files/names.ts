const LONGEST = 255
// Controls, and the marks that turn the order of letters around: `fdp.exe` could read as `exe.pdf`.
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const IN_PATHS = /[<>:"|?*]/g
const USUAL = 'file'

/** A file's own name as it is kept: no path, nothing unseen, nothing a file system refuses, at most 255 characters. */
export function fileName(said: string): string {
  const last = said.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const name = last
    .replace(UNSEEN, '')
    .replace(IN_PATHS, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return shortened(name) || USUAL
}

// What is cut is taken from before the ending, which says what to open it with.
function shortened(name: string): string {
  if (name.length <= LONGEST) return name
  const ending = /\.[^.\s]{1,20}$/.exec(name)?.[0] ?? ''
  return name.slice(0, LONGEST - ending.length).replace(/[\ud800-\udbff]$/, '') + ending
}

/** A short name for an address; the whole one is told when the file is sent. */
export function addressName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(-60)
  return /^[^.].*\./.test(plain) ? plain : USUAL
}

/** `Content-Disposition` for a name in any language. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`
}
