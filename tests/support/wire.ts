import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net'

/** The cable between a server and its database, which a test may freeze or pull out. */
export interface Wire {
  /** The database's address, through this wire. */
  url: string
  /** Carries nothing more, yet stays up: the other end looks alive and says nothing. */
  freeze(): void
  thaw(): void
  /** Cuts every connection; new ones are refused until `mend`. */
  cut(): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

/** Lays a wire to the database at this address. */
export async function layWire(address: string): Promise<Wire> {
  const far = new URL(address)
  const ends = new Set<Socket>()
  let isFrozen = false
  const keep = (end: Socket) => {
    ends.add(end)
    end.on('error', () => {})
    end.once('close', () => ends.delete(end))
  }
  const server = createServer((near) => {
    const onward = dial(Number(far.port), far.hostname)
    for (const end of [near, onward]) keep(end)
    near.on('data', (bytes) => onward.write(bytes))
    onward.on('data', (bytes) => near.write(bytes))
    near.once('close', () => onward.destroy())
    onward.once('close', () => near.destroy())
    if (isFrozen) for (const end of [near, onward]) end.pause()
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const end of ends) end.destroy()
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const near = new URL(address)
  near.host = `127.0.0.1:${port}`
  return {
    url: near.href,
    freeze() {
      isFrozen = true
      for (const end of ends) end.pause()
    },
    thaw() {
      isFrozen = false
      for (const end of ends) end.resume()
    },
    cut,
    mend: () => listen(port),
    close: cut,
  }
}
