import type { Server } from 'socket.io'
import { serveConsole } from '../console/index.ts'
import type { Sender } from '../conversations/index.ts'
import type { Http } from '../http/types.ts'
import { serveNotifications } from '../notifications/index.ts'
import { holdAnswered } from '../scheduled/index.ts'
import { adaptersOf } from '../socket/adapters.ts'
import { dropStuck } from '../socket/backlog.ts'
import { joinCluster } from '../socket/cluster.ts'
import { createSocketServer } from '../socket/server.ts'
import { cutSignedOut } from '../socket/sign-outs.ts'
import { followerOf, observeStream } from '../stream/index.ts'
import { serveChat } from '../webchat/index.ts'
import type { Parts } from './parts.ts'

const NAMESPACES = ['/chat', '/console', '/notifications']

interface Sockets {
  io: Server
  stop(): Promise<void>
}

const openServer = ({ limits, log, ...parts }: Parts, http: Http): Server =>
  createSocketServer(http.server, {
    ...parts,
    handshakes: limits.handshakes,
    onSharedAddress: () =>
      log.warn('a proxy passes requests on: set TRUST_PROXY, or everybody shares its limits'),
  })

/** The socket door: every namespace, told of what is committed, here and by the other processes. */
export async function composeSockets(parts: Parts, http: Http, sender: Sender): Promise<Sockets> {
  const { database, metrics, log } = parts
  const io = openServer(parts, http)
  const follower = followerOf(database)
  const adapters = await adaptersOf(parts.config, parts.shared, log)
  const cluster =
    adapters &&
    joinCluster(io, adapters, {
      namespaces: NAMESPACES,
      onNews: (head) => follower.heard(head),
    })
  serveChat(io, { ...parts, sender })
  serveConsole(io, { ...parts, sender, onTyping: (typing) => parts.crisp.type(typing) })
  serveNotifications(io, parts)
  const stopHolding = holdAnswered(database, (error) =>
    log.warn({ err: error }, 'holding replies back failed'),
  )
  parts.crisp.intake.onTyping = (typing) => io.of('/console').emit('typing', typing)
  observeStream(database, metrics)
  const stopCutting = cutSignedOut(io, {
    database,
    namespaces: NAMESPACES,
    onError: (error) => log.warn({ err: error }, 'looking for ended sign-ins failed'),
  })
  const stopDropping = dropStuck(io, metrics)
  await follower.start({
    signal: (head) => cluster?.signal(head),
    onError: (error) => log.warn({ err: error }, 'reading the stream failed; trying again'),
  })
  return {
    io,
    async stop() {
      stopCutting()
      stopDropping()
      stopHolding()
      follower.stop()
      await cluster?.close()
    },
  }
}
