import { expect, it } from 'vitest'
import { stoppedPage } from './stopped-page.ts'
import { wordsFor } from './words.ts'

it.each([
  ['en', 'Reload', 'Copy Diagnostics'],
  ['vi', 'Tải lại', 'Sao chép thông tin chẩn đoán'],
])('in %s it offers to reload and to pass on what is known', (language, reload, copy) => {
  const page = stoppedPage(() => wordsFor(language))['/stopped.html']?.() ?? ''
  expect(page).toContain(`<html lang="${language}">`)
  expect(page).toContain(`>${reload}</button>`)
  expect(page).toContain(`>${copy}</button>`)
  // The policy of the console allows nothing within the page.
  expect(page).not.toMatch(/<script>|<style|style=|onclick=/)
})
