import type { Draft } from '../contract/drafts.ts'
import type { DraftRow } from './queries.ts'

export const viewDraft = ({ agentId: _, ...row }: DraftRow): Draft => row
