import { type AddressInfo, connect as dial, createServer, type Socket } from 'node:net'

/** A round-robin proxy in front of several servers, as nginx would be, that can fail as networks do. */
export interface Proxy {
  url: string
  /** How many connections go through it. */
  connections(): number
  /** Cuts every connection after some more bytes that way, in the middle of whatever frame they are in. */
  cutMidFrame(way: Way, bytes: () => number): void
  /** Carries nothing any more on the connections there are, and ends none of them. */
  freeze(): void
  close(): Promise<void>
}

/** From a client to its server, or from there to the client. */
export type Way = 'there' | 'back'

interface Line {
  near: Socket
  far: Socket
  /** How many more bytes come through each way before it is cut. */
  left: Record<Way, number>
}

/** Starts the proxy; each connection goes to the next server that takes it. */
export async function startProxy(ports: readonly number[]): Promise<Proxy> {
  const lines = new Set<Line>()
  let turn = 0
  const admit = async (near: Socket) => {
    for (let tried = 0; tried < ports.length; tried++) {
      const far = await reach(ports[turn++ % ports.length] ?? 0)
      if (far) return carry({ near, far, left: { there: Infinity, back: Infinity } }, lines)
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
    cutMidFrame(way, bytes) {
      for (const line of lines) line.left[way] = bytes()
    },
    freeze() {
      for (const { near, far } of lines) for (const end of [near, far]) end.pause()
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
  pass(line, 'there', end)
  pass(line, 'back', end)
}

function pass({ near, far, left }: Line, way: Way, end: () => void): void {
  const [from, to] = way === 'there' ? [near, far] : [far, near]
  from.on('data', (bytes) => {
    if (bytes.length <= left[way]) to.write(bytes)
    else {
      to.write(bytes.subarray(0, left[way]))
      to.end(end)
    }
    left[way] -= bytes.length
  })
}
