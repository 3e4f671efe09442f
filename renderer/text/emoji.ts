/** Emoji people use in a chat, by group. */
export const EMOJI = {
  faces: '😀 😃 😄 😁 😅 😂 🙂 😉 😊 😇 🥰 😍 😘 😎 🤔 😐 😔 🙁 😮 😢 😭 😡 🥳 🤗',
  hands: '👍 👎 👌 👋 🙏 👏 🙌 💪 🤝 🤞 👉 👇 ✋ 🤷',
  hearts: '❤️ 💛 💚 💙 💜 💔 💯 ⭐ 🔥 ✨ 🎉 🎁 ☀️',
  things: '📦 🚚 🛒 💳 💰 📱 💻 📅 ⏰ 📍 ✅ ❌ ⚠️ ❓ ❗ ☕',
} as const

export type EmojiGroup = keyof typeof EMOJI

const ROW = 8

/** Where the arrow keys lead from one of `count` things that stand in rows of eight; nowhere for other keys. */
export function nextPlace(key: string, at: number, count: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: ROW,
    ArrowUp: -ROW,
    Home: -at,
    End: count - 1 - at,
  }
  const step = steps[key]
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, at + step))
}
