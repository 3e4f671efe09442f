import type { BridgeCall } from '../messages.ts'
import { frameOf, WebContents } from './contents.ts'
import { loud } from './loud.ts'
import { EventEmitter } from 'node:events'
import { answers } from './stage.ts'

type Listener = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Listener>()

class IpcMain extends EventEmitter {
  // Named as in Electron, where tests reach for it too.
  readonly _invokeHandlers = handlers

  handle(channel: string, listener: Listener) {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    handlers.set(channel, listener)
  }
  handleOnce(channel: string, listener: Listener) {
    this.handle(channel, (...given) => {
      this.removeHandler(channel)
      return listener(...given)
    })
  }
  removeHandler(channel: string) {
    handlers.delete(channel)
  }
}

export const ipcMain = loud('ipcMain', new IpcMain())

function eventOf({ window, frame }: BridgeCall) {
  const sender = WebContents.fromId(window)
  return {
    type: 'frame',
    sender,
    senderFrame: frameOf(frame),
    reply: (channel: string, ...args: unknown[]) => sender?.send(channel, ...args),
  }
}

Object.assign(answers, {
  async 'bridge.invoke'(call: BridgeCall) {
    const handler = handlers.get(call.channel)
    if (handler === undefined) throw new Error(`No handler registered for '${call.channel}'`)
    return handler(eventOf(call), ...call.args)
  },
  'bridge.send': (call: BridgeCall) => void ipcMain.emit(call.channel, eventOf(call), ...call.args),
})
