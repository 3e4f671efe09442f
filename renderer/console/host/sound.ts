import type { Sound } from '../../../server/contract/notifications.ts'

/** A tone: when it begins and how long it rings, in seconds, and how high, in hertz. */
type Tone = readonly [at: number, length: number, hertz: number]

const TONES: Record<Sound, { shape: OscillatorType; tones: readonly Tone[] }> = {
  chime: {
    shape: 'sine',
    tones: [
      [0, 0.5, 880],
      [0.14, 0.7, 1174.7],
    ],
  },
  ping: { shape: 'triangle', tones: [[0, 0.35, 1568]] },
  knock: {
    shape: 'sine',
    tones: [
      [0, 0.1, 196],
      [0.16, 0.1, 174.6],
    ],
  },
}
const AGAIN_S = 0.9

let context: AudioContext | undefined

/**
 * Plays a sound at a volume in percent, twice and louder when it is urgent. Answers false where the browser lets no
 * page sound yet: it wants a click first.
 */
export async function play(sound: Sound, volume: number, isUrgent: boolean): Promise<boolean> {
  context ??= new AudioContext()
  const audio = context
  // A page nobody has clicked in stays suspended, and the promise to resume is then kept waiting.
  const isRunning = await Promise.race([
    audio.resume().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 300)),
  ])
  if (!isRunning || audio.state !== 'running') return false
  const loudness = Math.min(1, (volume / 100) * (isUrgent ? 1.5 : 1))
  for (const start of isUrgent ? [0, AGAIN_S] : [0]) ring(audio, sound, loudness, start)
  return true
}

function ring(audio: AudioContext, sound: Sound, loudness: number, start: number) {
  const { shape, tones } = TONES[sound]
  for (const [at, length, hertz] of tones) {
    const begins = audio.currentTime + start + at
    const tone = new OscillatorNode(audio, { type: shape, frequency: hertz })
    const gain = new GainNode(audio, { gain: 0 })
    gain.gain.setValueAtTime(0, begins)
    gain.gain.linearRampToValueAtTime(loudness * 0.5, begins + 0.01)
    gain.gain.exponentialRampToValueAtTime(0.0001, begins + length)
    tone.connect(gain).connect(audio.destination)
    tone.start(begins)
    tone.stop(begins + length)
  }
}
