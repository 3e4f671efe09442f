const TAB = 0x09
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20

/**
 * The text of a calendar file with its long lines whole again. Programs break them after so many bytes, in the middle of
 * a letter too, so they are put together before the bytes are read as letters.
 */
export function unfolded(bytes: Uint8Array): string {
  const whole = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const fold = foldAt(bytes, at)
    if (fold > 0) at += fold - 1
    else whole[length++] = bytes[at] ?? 0
  }
  return new TextDecoder().decode(whole.subarray(0, length))
}

/** How many bytes a fold has that begins here: a line break and one blank; 0 for none. */
function foldAt(bytes: Uint8Array, at: number): number {
  const feed = bytes[at] === CARRIAGE_RETURN ? at + 1 : at
  if (bytes[feed] !== LINE_FEED) return 0
  const next = bytes[feed + 1]
  return next === SPACE || next === TAB ? feed + 2 - at : 0
}
