// Without schemas: what reads calendars in the console needs the numbers alone.

/** How many holidays a list has at most. */
export const HOLIDAYS_MAX = 400

/** The longest name of one. */
export const HOLIDAY_NAME_MAX = 80

/** A day that is closed whatever the week says. */
export interface Holiday {
  /** `2027-02-06` */
  date: string
  name: string
}
