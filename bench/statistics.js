// Numbers that stand for many. A median, because on a shared machine a mean is about the neighbours.

/** The value that `share` of the numbers are below. */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.ceil(at)] - sorted[low]) * (at - low);
}

export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** How far the middle half of the numbers lies apart, in parts of the median: what a difference has to beat. */
export function spread(numbers) {
  return (quantile(numbers, 0.75) - quantile(numbers, 0.25)) / median(numbers);
}

/** The median of the ratios round by round: what slows a whole round down slows both sides of its ratio. */
export function ratio(numbers, base) {
  return median(numbers.map((number, round) => number / base[round]));
}

/** Sorts in place, by the given source of chance. */
export function shuffle(list, chance) {
  for (let last = list.length - 1; last > 0; last--) {
    const at = Math.floor(chance() * (last + 1));
    [list[last], list[at]] = [list[at], list[last]];
  }
  return list;
}
