/** Tells the other windows of this browser that something they share on disk has changed. A hint may get lost. */
export function hintsOn(subject: string) {
  const channel = new BroadcastChannel(`frontdesk.${subject}`)
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel stays in its origin
    tell: () => channel.postMessage(null),
    onTold: (listener: () => void) => channel.addEventListener('message', listener),
  }
}
