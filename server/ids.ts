import { v7, validate } from 'uuid'

/** A new id: UUIDv7, so that ids made later sort later. */
export const newId = (): string => v7()

/** Whether a text can be an id at all. One that cannot is an unknown id. */
export const isId = (text: string): boolean => validate(text)
