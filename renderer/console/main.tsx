import './csp.ts'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { followDensity } from '../ui/density.ts'
import { followTheme } from '../ui/theme.ts'
import { language } from '../words/language.ts'
import './console.css'
import { onGoodbye } from './host/tabs.ts'
import { serverRuns, signedOutElsewhere, start } from './shell/account.ts'
import { followServer } from './servers/state.ts'
import { App } from './shell/App.tsx'
import { followHistory } from './shell/navigation.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')

document.documentElement.lang = language()
followTheme()
followDensity()
followHistory()
onGoodbye(signedOutElsewhere)
followServer(serverRuns)

// Only `npm run dev` builds the page that shows every piece of the interface.
const isGallery = import.meta.env.MODE === 'development' && location.pathname === '/ui'
const loadGallery = async () => ({ default: (await import('../ui/gallery/Gallery.tsx')).Gallery })
const Page = isGallery ? lazy(loadGallery) : App

if (!isGallery) void start()

createRoot(root).render(
  <StrictMode>
    <Suspense>
      <Page />
    </Suspense>
  </StrictMode>,
)
