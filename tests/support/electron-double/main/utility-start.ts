import { EventEmitter } from 'node:events'

// What Electron gives a utility process: a port to its parent, whose end it does not outlive.
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void process.send?.(message),
})
process.on('message', (data) => port.emit('message', { data, ports: [] }))
process.on('disconnect', () => process.exit(1))
Object.assign(process, { parentPort: port, type: 'utility' })
