import { fold } from './fold.ts'

// What people type after a colon: English words as everywhere, and Vietnamese ones.
const NAMES = `😀 grin smile cười
😃 smiley happy vui
😄 smile laugh cười
😁 beaming grin cười_toe
😅 sweat_smile phù
😂 joy lol cười_ra_nước_mắt
🙂 slight_smile mỉm_cười
😉 wink nháy_mắt
😊 blush smile cười_hiền
😇 innocent angel thiên_thần
🥰 love smiling_hearts yêu
😍 heart_eyes mê
😘 kiss hôn
😎 cool sunglasses ngầu
🤔 thinking hmm suy_nghĩ
😐 neutral bình_thường
😔 pensive sad buồn
🙁 frown sad buồn
😮 wow open_mouth ngạc_nhiên
😢 cry sad khóc
😭 sob cry khóc_to
😡 angry rage giận
🥳 party celebrate ăn_mừng
🤗 hug ôm
👍 thumbsup +1 yes like thích
👎 thumbsdown -1 no không_thích
👌 ok_hand ok
👋 wave hello bye chào
🙏 pray please thanks cảm_ơn
👏 clap bravo vỗ_tay
🙌 raised_hands hooray hoan_hô
💪 muscle strong cố_lên
🤝 handshake deal bắt_tay
🤞 fingers_crossed luck may_mắn
👉 point_right sang_phải
👇 point_down xuống_dưới
✋ hand stop dừng
🤷 shrug không_biết
❤️ heart love tim
💛 yellow_heart tim_vàng
💚 green_heart tim_xanh_lá
💙 blue_heart tim_xanh
💜 purple_heart tim_tím
💔 broken_heart tan_vỡ
💯 100 hundred trăm
⭐ star sao
🔥 fire hot lửa
✨ sparkles lấp_lánh
🎉 tada party chúc_mừng
🎁 gift quà
☀️ sun nắng
📦 package box gói_hàng
🚚 truck delivery giao_hàng
🛒 cart shopping giỏ_hàng
💳 card payment thẻ
💰 money tiền
📱 phone điện_thoại
💻 laptop computer máy_tính
📅 calendar date lịch
⏰ alarm clock đồng_hồ
📍 pin place địa_điểm
✅ check done xong
❌ x cross sai
⚠️ warning cảnh_báo
❓ question hỏi
❗ exclamation chú_ý
☕ coffee cà_phê`

interface Named {
  readonly emoji: string
  readonly names: readonly string[]
}

const ALL: readonly Named[] = NAMES.split('\n').map((line) => {
  const [emoji = '', ...names] = line.split(' ')
  return { emoji, names }
})

/** Every emoji that has a name. */
export const NAMED_EMOJI = ALL.map(({ emoji }) => emoji)

/** The emoji a word leads to, with the name it was found by; those that are named exactly so come first. */
export function findEmoji(query: string): { emoji: string; name: string }[] {
  const wanted = fold(query)
  const found = ALL.flatMap(({ emoji, names }) => {
    const name =
      names.find((each) => fold(each) === wanted) ??
      names.find((each) => fold(each).startsWith(wanted)) ??
      names.find((each) => fold(each).includes(`_${wanted}`))
    return name === undefined ? [] : [{ emoji, name }]
  })
  const isExact = ({ name }: { name: string }) => Number(fold(name) === wanted)
  return found.toSorted((a, b) => isExact(b) - isExact(a))
}
