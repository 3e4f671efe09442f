import { useEffect, useState } from 'react'

const read = () => {
  const style = getComputedStyle(document.documentElement)
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return { accent: color('accent'), line: color('line'), faint: color('faint') }
}

/** The colours of the theme for what is drawn on a canvas; new ones when the theme changes. */
export function usePaint() {
  const [paint, setPaint] = useState(read)
  useEffect(() => {
    const changes = new MutationObserver(() => setPaint(read))
    changes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => changes.disconnect()
  }, [])
  return paint
}
