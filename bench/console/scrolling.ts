import { type Desk, listBox } from './desk.ts'
import type { Figure } from './figure.ts'

const FRAME_MS = 50
const STEP_MS = 16
const WHEEL = 500
const ROWS = 5_000

/** Scrolls the list of all closed conversations in three ways, each for so many seconds. */
export async function measureScrolling(desk: Desk, seconds: number): Promise<Figure[]> {
  await desk.show('closed')
  const before = await desk.memory()
  const figures = [
    await scroll(desk, 'by wheel', seconds, byWheel),
    await scroll(desk, 'by PageDown', seconds, byKey),
    await scroll(desk, 'by dragging', seconds, byDragging),
  ]
  const rows = await reach(desk, ROWS)
  const after = await desk.memory()
  return [
    ...figures,
    {
      what: `memory after ${ROWS.toLocaleString('en')} rows, beyond the first page's`,
      unit: 'MB',
      value: after.heapMb - before.heapMb,
      details: { rows, heapMb: after.heapMb, nodes: after.nodes },
    },
  ]
}

type Way = (desk: Desk, turn: number) => Promise<unknown>

const byWheel: Way = ({ page }) => page.mouse.wheel(0, WHEEL)
const byKey: Way = ({ page }) => page.keyboard.press('PageDown')

// To and fro over all that is loaded, as a hand does that holds the thumb of the scroll bar.
const byDragging: Way = async ({ page }, turn) => {
  const { scroller } = await listBox(page)
  const share = Math.abs(((turn % 40) - 20) / 20)
  await scroller.evaluate((box, at) => box.scrollTo({ top: at * box.scrollHeight }), share)
}

async function scroll(desk: Desk, name: string, seconds: number, way: Way): Promise<Figure> {
  const { page } = desk
  const { scroller, x, y } = await listBox(page)
  await page.mouse.move(x, y)
  if (way === byKey) await scroller.evaluate((box) => ((box.tabIndex = -1), box.focus()))
  await desk.probe.reset()
  const end = performance.now() + seconds * 1_000
  for (let turn = 0; performance.now() < end; turn++) {
    await way(desk, turn)
    await page.waitForTimeout(STEP_MS)
  }
  const { frame, task, frames } = await desk.probe.longest()
  const rows = await rowCount(desk)
  return {
    what: `longest frame, scrolling ${name}`,
    unit: 'ms',
    value: frame,
    target: FRAME_MS,
    details: { longestTask: task, framesPerSecond: frames / seconds, rows },
  }
}

/** How many rows the list has so far. */
const rowCount = ({ page }: Desk) =>
  page
    .getByRole('list', { name: 'Conversations' })
    .locator('li')
    .first()
    .evaluate((row) => Number(row.getAttribute('aria-setsize')))

async function reach(desk: Desk, rows: number): Promise<number> {
  const { scroller } = await listBox(desk.page)
  for (let turn = 0; turn < 2_000 && (await rowCount(desk)) < rows; turn++) {
    await scroller.evaluate((box) => box.scrollTo({ top: box.scrollHeight }))
    await desk.page.waitForTimeout(STEP_MS)
  }
  return rowCount(desk)
}
