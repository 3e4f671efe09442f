import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** The way from the console to the server, which can be cut and come back at the same address. */
export interface Line extends AsyncDisposable {
  url: string
  cut(): Promise<void>
  restore(): Promise<void>
}

/** Opens a way to a server's address. */
export async function openLine(server: string): Promise<Line> {
  const { port: far } = new URL(server)
  const open = new Set<Socket>()
  const hold = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
  }
  const near = createServer((from) => {
    const to = connect(Number(far), '127.0.0.1')
    hold(from)
    hold(to)
    from.pipe(to).pipe(from)
  })
  const port = await listen(near, 0)
  const cut = () =>
    new Promise<void>((resolve) => {
      near.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    restore: async () => void (await listen(near, port)),
    [Symbol.asyncDispose]: cut,
  }
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
