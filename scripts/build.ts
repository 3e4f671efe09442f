/** `npm run build`: the console and the web chat, into `dist`. */
import { buildClients } from './clients.ts'

await buildClients()
