import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from './navigation.ts'
import { hrefOf, type Route } from './route.ts'

interface Props extends Omit<ComponentProps<'a'>, 'href'> {
  to: Route
}

const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** A link within the console. With a modifier key it opens a new tab, as any link does. */
export function RouteLink({ to, onClick, children, ...rest }: Props) {
  return (
    <a
      href={hrefOf(to)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlain(event)) return
        event.preventDefault()
        navigate(to)
      }}
      {...rest}
    >
      {children}
    </a>
  )
}
