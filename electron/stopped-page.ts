import { CONSOLE_URL } from './scheme.ts'
import type { OwnFiles } from './scheme.ts'
import type { Words } from './words.ts'

/** Where the page is that takes the place of a console which crashed again and again. */
export const STOPPED_URL = `${CONSOLE_URL}stopped.html`

/** That page: it needs nothing of the console, and offers to load it, or to pass on what is known. */
export const stoppedPage = (words: () => Words): OwnFiles => ({
  '/stopped.html': () => html(words()),
  '/stopped.css': () => STYLE,
  '/stopped.js': () => SCRIPT,
})

const html = (words: Words) => `<!doctype html>
<html lang="${words.language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <title>Frontdesk</title>
    <link rel="stylesheet" href="/stopped.css" />
    <script type="module" src="/stopped.js"></script>
  </head>
  <body>
    <main>
      <h1>${words.windowCrashed}</h1>
      <p>${words.stoppedDetail}</p>
      <p>
        <button id="reload" autofocus>${words.reload}</button>
        <button id="copy">${words.copyDiagnostics}</button>
      </p>
      <p id="done" role="status" data-text="${words.copied}"></p>
    </main>
  </body>
</html>
`

const STYLE = `
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 30rem; padding: 1.5rem; }
h1 { font-size: 1.25rem; line-height: 1.3; }
button { font: inherit; padding: 0.375rem 0.75rem; margin: 0 0.5rem 0.5rem 0; }
`

const SCRIPT = `
document.getElementById('reload').addEventListener('click', () => location.replace('/'))
document.getElementById('copy').addEventListener('click', async () => {
  await window.frontdeskDesktop.app.copyDiagnostics()
  const done = document.getElementById('done')
  done.textContent = done.dataset.text
})
`
