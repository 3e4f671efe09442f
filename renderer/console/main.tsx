import './csp.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followTheme } from '../ui/theme.ts'
import { language } from '../words/language.ts'
import './console.css'
import { onGoodbye } from './host/tabs.ts'
import { signedOutElsewhere, start } from './shell/account.ts'
import { App } from './shell/App.tsx'
import { followHistory } from './shell/navigation.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')

document.documentElement.lang = language()
followTheme()
followHistory()
onGoodbye(signedOutElsewhere)
void start()

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
