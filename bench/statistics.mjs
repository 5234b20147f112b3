/** The value below which the given part of the samples lies, between neighbours by proportion. */
export function quantile(samples, part) {
  const sorted = samples.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * part
  const below = Math.floor(place)
  const above = Math.ceil(place)
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below)
}

/** Median and quartiles. */
export const spread = (samples) => ({ median: quantile(samples, 0.5), low: quantile(samples, 0.25), high: quantile(samples, 0.75) })
