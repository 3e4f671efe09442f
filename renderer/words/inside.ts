/** A label as it stands inside a sentence: it begins small, unless its first word is written in capitals. */
export const inside = (label: string, language: string): string =>
  /^\S+\p{Lu}/u.test(label) ? label : label.charAt(0).toLocaleLowerCase(language) + label.slice(1)
