interface StarsProps {
  label: string
  /** What each star says, from the worst. */
  names: readonly string[]
  score: number
  onPick: (score: number) => void
}

/** One of five stars, as radio buttons: arrow keys move, and each says its name. */
export function Stars({ label, names, score, onPick }: StarsProps) {
  return (
    <div class="stars-group" role="radiogroup" aria-label={label}>
      <p aria-hidden="true">{label}</p>
      <div class="stars">
        {names.map((name, at) => (
          <label key={name} title={name} data-lit={at < score}>
            <input
              type="radio"
              name="score"
              class="unseen"
              aria-label={name}
              checked={score === at + 1}
              onChange={() => onPick(at + 1)}
            />
            <span aria-hidden="true">★</span>
          </label>
        ))}
      </div>
      <p class="star-name" aria-hidden="true">
        {names[score - 1] ?? ''}
      </p>
    </div>
  )
}
