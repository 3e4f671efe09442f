import { type AddressInfo, connect as dial, createServer, type Socket } from 'node:net'

/** A round-robin proxy in front of several servers, as nginx would be, that can fail as networks do. */
export interface Proxy {
  url: string
  /** How many connections go through it. */
  connections(): number
  /** Cuts every connection after some more bytes to the client, in the middle of whatever frame they are in. */
  cutMidFrame(bytes: () => number): void
  close(): Promise<void>
}

interface Line {
  near: Socket
  far: Socket
  /** How many more bytes come through before it is cut. */
  left: number
}

/** Starts the proxy; each connection goes to the next server that takes it. */
export async function startProxy(ports: readonly number[]): Promise<Proxy> {
  const lines = new Set<Line>()
  let turn = 0
  const admit = async (near: Socket) => {
    for (let tried = 0; tried < ports.length; tried++) {
      const far = await reach(ports[turn++ % ports.length] ?? 0)
      if (far) return carry({ near, far, left: Number.POSITIVE_INFINITY }, lines)
    }
    near.destroy()
  }
  const server = createServer((near) => {
    near.on('error', () => {})
    void admit(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => lines.size,
    cutMidFrame(bytes) {
      for (const line of lines) line.left = bytes()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const { near, far } of lines) for (const end of [near, far]) end.destroy()
      }),
  }
}

function reach(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const far = dial(port, '127.0.0.1')
    far.once('connect', () => resolve(far))
    far.on('error', () => resolve(undefined))
  })
}

function carry(line: Line, lines: Set<Line>): void {
  const { near, far } = line
  lines.add(line)
  const end = () => {
    lines.delete(line)
    near.destroy()
    far.destroy()
  }
  near.once('close', end)
  far.once('close', end)
  near.on('data', (bytes) => far.write(bytes))
  far.on('data', (bytes) => {
    if (bytes.length <= line.left) near.write(bytes)
    else {
      near.write(bytes.subarray(0, line.left))
      near.end(end)
    }
    line.left -= bytes.length
  })
}
