/** What tells electron-builder where the app will look for newer versions; nothing where there is no such place. */
export function publishing(address: string | undefined): string[] {
  if (address === undefined || address === '') return []
  // An AppImage has no signature: that nobody changes what it fetches on the way, only the connection says.
  if (URL.parse(address)?.protocol !== 'https:') {
    throw new Error(`FRONTDESK_UPDATES_URL must be an https address, not ${address}`)
  }
  return ['-c.publish.provider=generic', `-c.publish.url=${address}`]
}
