/** One setting of the workspace; `value` is JSON. */
export interface SettingTable {
  key: string
  value: string
  updatedAt: string
}
