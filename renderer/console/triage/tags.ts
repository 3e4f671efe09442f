import { useMemo } from 'react'
import { atLeast } from '../../../server/contract/identity.ts'
import type { Tag, TagColor } from '../../../server/contract/tags.ts'
import { useMe } from '../shell/account.ts'
import { ask, call } from '../sync/api.ts'
import { learnTags } from '../sync/learn.ts'
import { learn } from '../sync/store.ts'
import { useByName } from '../sync/useByName.ts'

const pathOf = (id: string) => `/api/tags/${encodeURIComponent(id)}`

export const loadTags = () =>
  learn(
    () => call<{ data: Tag[] }>({ path: '/api/tags' }),
    (world, { data }, askedAt) => learnTags(world, data, askedAt),
  )

/** The tags by name. */
export const useTags = () => useByName(({ tags }) => tags)

/** Those of the tags that have these ids, by name. */
export function useTagsOf(ids: readonly string[]) {
  const tags = useTags()
  return useMemo(() => tags.filter(({ id }) => ids.includes(id)), [tags, ids])
}

/** Whether this agent says which tags there are. */
export const useManagesTags = () => atLeast(useMe().role, 'supervisor')

export const createTag = (name: string, color: TagColor = 'grey') =>
  ask<Tag>({ method: 'POST', path: '/api/tags', body: { name, color } })

export const updateTag = (id: string, body: { name: string; color: TagColor }) =>
  ask<Tag>({ method: 'PUT', path: pathOf(id), body })

export const mergeTag = (id: string, intoId: string) =>
  call({ method: 'POST', path: `${pathOf(id)}/merge`, body: { intoId } })

export const deleteTag = (id: string) => call({ method: 'DELETE', path: pathOf(id) })
