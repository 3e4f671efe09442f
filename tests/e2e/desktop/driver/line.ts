import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** The network between an app and its server, which can fall silent as it does around a sleeping machine. */
export interface Line {
  url: string
  /** From now on nothing comes through, and nobody is told. */
  fallSilent: () => void
  /** New connections work again; those of before stay dead. */
  comeBack: () => void
  close: () => Promise<void>
}

export async function startLine(port: number): Promise<Line> {
  const open = new Set<Socket>()
  let isSilent = false
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.on('data', (bytes) => void other.write(bytes))
      if (isSilent) one.pause()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fallSilent() {
      isSilent = true
      for (const socket of open) socket.pause()
    },
    comeBack() {
      isSilent = false
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
