import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { lastingPort } from './places.ts'

/** An nginx with the configuration that Frontdesk is delivered with. */
export interface Nginx {
  url: string
  close(): Promise<void>
}

const DELIVERED = join(import.meta.dirname, '../../resources/deploy/nginx.conf')
const READY_MS = 10_000

/** Why nginx cannot be tried here; nothing where it can. */
export function nginxObstacle(): string | undefined {
  // Clients come from many addresses of this machine, which others have one of.
  if (process.platform !== 'linux') return 'not on Linux'
  return spawnSync('nginx', ['-v']).status === 0 ? undefined : 'no nginx on PATH'
}

/** Starts nginx in front of the processes at these addresses, without TLS. */
export async function startNginx(urls: readonly string[]): Promise<Nginx> {
  const port = await lastingPort()
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-nginx-'))
  writeFileSync(join(folder, 'frontdesk.conf'), delivered(urls, port))
  writeFileSync(join(folder, 'nginx.conf'), around(folder))
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = `http://127.0.0.1:${port}`
  await ready(child, `${url}/livez`)
  return {
    url,
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The delivered file, listening here, with these processes instead of those it names. */
function delivered(urls: readonly string[], port: number): string {
  const servers = urls.map((url) => `server ${new URL(url).host};`).join('\n  ')
  return readFileSync(DELIVERED, 'utf8')
    .replaceAll(/(?:server 127\.0\.0\.1:\d+;\s*)+/g, `${servers}\n`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replaceAll(/^ *ssl_.*$/gm, '')
}

// What the system's own file says around it, in a folder of its own.
const around = (folder: string) => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  include ${folder}/frontdesk.conf;
}
`

async function ready(child: ChildProcess, url: string): Promise<void> {
  let said = ''
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const until = Date.now() + READY_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}: ${said}`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (Date.now() > until) throw new Error(`nginx does not answer: ${said}`)
    await delay(50)
  }
}
