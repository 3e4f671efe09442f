const channel = new BroadcastChannel('frontdesk.session')

/** Tells the other tabs of this browser that this one has signed out. */
export function sayGoodbye() {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel stays in its origin
  channel.postMessage('signed out')
}

/** Calls when another tab has signed out. */
export function onGoodbye(listener: () => void) {
  channel.addEventListener('message', listener)
}
