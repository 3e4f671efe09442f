export {
  addSystemLine,
  assignConversation,
  assignConversations,
  closeConversation,
  closePast,
  identifyConversation,
  joinConversation,
  openConversation,
  reopenConversation,
  takeConversation,
} from './actions.ts'
export {
  dateMessage,
  dropMessage,
  editMessage,
  removeMessage,
  removeMessages,
  setDelivery,
} from './change.ts'
export { type Brought, bringMessages } from './bring.ts'
export {
  continuedIn,
  findWay,
  goesOnIn,
  headSeen,
  lockWay,
  placeIn,
  seenAfter,
  throughTo,
} from './continued.ts'
export { copyMessages } from './copy.ts'
export { appendMessages, type Draft, messageContent } from './append.ts'
export {
  type ConversationRow,
  findConversation,
  lastMessages,
  lockConversation,
  lockConversations,
  type MessageRow,
  publicMessagesAfter,
} from './queries.ts'
export { viewChatMessage, viewChatRow, viewChatSession } from './chat-view.ts'
export { countMatching, describeConversation } from './inbox.ts'
export { EDITABLE_MS, newestRatings, type RatingRow, viewRating } from './ratings.ts'
export { inboxRoutes } from './routes.ts'
export { tagsOf, viewConversation, viewMessage, viewState } from './view.ts'
export { forgetReopened } from './resumed.ts'
export { lockOrigin } from './origin.ts'
export { restoreHolder, restoreStanding, type Standing } from './restore.ts'
export { askWake, snoozeConversation, WAKE, wakeConversation, wakeWhenDue } from './snooze.ts'
export { lockTagged, tagConversations } from './tagging.ts'
export { Sender } from './send.ts'
export { type Mark, Marker, markHeld } from './marker.ts'
export { type Actor, tell, tellRewritten, tellStarted } from './tell.ts'
export { transferConversation } from './transfer.ts'
