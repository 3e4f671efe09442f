import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'

// What an AppImage is here: a program that says that it was started, and as what.
const program = (version: string) => `#!/bin/sh\nprintf '${version}' > "$0.started"\n`

/** Where newer versions are published, and an installed app that looks there. */
export interface Feed {
  /** The surroundings of the installed app. */
  env: Record<string, string>
  /** The file that is the app. */
  appImage: string
  /** The version of the file, once it has been started. */
  startedFile: string
  /** The new version's file comes through from now on. */
  letThrough: () => void
  close: () => Promise<void>
}

/** Publishes a version for an AppImage in a folder; its file is held back until it is let through. */
export async function startFeed(folder: string, version: string): Promise<Feed> {
  const file = Buffer.from(program(version))
  const through = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://feed')
    if (pathname.endsWith('.yml')) return void response.end(descriptionOf(version, file))
    if (pathname !== `/${NAME}`) return void response.writeHead(404).end()
    response.writeHead(200, { 'Content-Length': file.length })
    response.write(file.subarray(0, 1))
    void through.promise.then(() => response.end(file.subarray(1)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const resources = join(folder, 'resources')
  mkdirSync(resources, { recursive: true })
  writeFileSync(
    join(resources, 'app-update.yml'),
    `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: frontdesk-updater\n`,
  )
  const appImage = join(folder, 'frontdesk.AppImage')
  writeFileSync(appImage, program('0.0.0'))
  chmodSync(appImage, 0o755)
  return {
    env: { DOUBLE_RESOURCES: resources, APPIMAGE: appImage, APPDIR: dirname(process.execPath) },
    appImage,
    startedFile: `${appImage}.started`,
    letThrough: through.resolve,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const NAME = 'frontdesk-new.AppImage'

function descriptionOf(version: string, file: Buffer): string {
  const sha512 = createHash('sha512').update(file).digest('base64')
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${NAME}`,
    `    sha512: ${sha512}`,
    `    size: ${file.length}`,
    `path: ${NAME}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-11-27T00:00:00.000Z'",
    '',
  ].join('\n')
}
