/** `npm run build:desktop`: the shell, its preload script and the bundled server, into `dist`; needs the clients there. */
import { buildDesktop } from './bundle.ts'

await buildDesktop()
