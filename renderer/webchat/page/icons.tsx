const drawn = (d: string, strokeWidth: number) => () => (
  <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
    <path
      d={d}
      fill="none"
      stroke="currentColor"
      stroke-width={strokeWidth}
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)

export const SendIcon = drawn('M12 19V5m0 0-6 6m6-6 6 6', 2.25)
export const CloseIcon = drawn('m6 6 12 12M18 6 6 18', 2)
export const SaveIcon = drawn('M12 4v11m0 0 5-5m-5 5-5-5M5 20h14', 2)
export const ClipIcon = drawn(
  'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4L14 7.6',
  1.75,
)
