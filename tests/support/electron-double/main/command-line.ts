/** Chromium's switches as Electron reads them: everything that begins with two dashes. */
function switchesIn(argv: readonly string[]): Map<string, string> {
  const switches = new Map<string, string>()
  for (const argument of argv) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
    if (name !== undefined) switches.set(name.toLowerCase(), value ?? '')
  }
  return switches
}

export const switches = switchesIn(process.argv.slice(2))
