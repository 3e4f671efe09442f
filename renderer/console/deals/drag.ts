import type { DragEvent } from 'react'

const TYPE = 'application/x-frontdesk-deal'

/** A deal is dragged from here. */
export function carry(event: DragEvent, id: string) {
  event.dataTransfer.setData(TYPE, id)
  event.dataTransfer.effectAllowed = 'move'
}

/** Whether it is a deal that is dragged. */
export const isCarried = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(TYPE)

/** The deal that was dropped. */
export const carried = ({ dataTransfer }: DragEvent) => dataTransfer.getData(TYPE)

/** Whether what is dragged has left a part of the page, and not only gone to something within it. */
export const hasLeft = ({ currentTarget, relatedTarget }: DragEvent) =>
  !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
