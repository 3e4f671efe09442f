/** The two pipes under the bridge. Known to its two ends only, never to the page. */
export const CALLS = 'frontdesk:calls'
export const EVENTS = 'frontdesk:events'
